import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Achievement, Rule } from '../../../src/corpus/achievement-schema.ts'
import { loadAchievements } from '../../../src/corpus/achievements.ts'
import { loadIndex } from '../../../src/corpus/corpus.ts'
import { achievementsOf } from '../../../src/learning/achievements/achievements.ts'
import type { ProgressEvent, ProgressFact } from '../../../src/learning/events.ts'

const DAY_MS = 86_400_000
const dayOf = (atMs: number) => Math.floor(atMs / DAY_MS)
const all = loadAchievements('en')
const byId = (id: string) => all.filter((one) => one.id === id)

const eventId = (place: number) => `00000000-0000-7000-8000-${String(place).padStart(12, '0')}`
const log = (...entries: readonly (readonly [atMs: number, fact: ProgressFact])[]): ProgressEvent[] =>
  entries.map(([atMs, fact], place) => ({ ...fact, atMs, id: eventId(place) }))
const attempt = (
  slug: string,
  verdict: 'pass' | 'weak' | 'fail',
  more: { language?: string; checksPassed?: number; unaided?: true } = {},
): ProgressFact => ({
  kind: 'attempt',
  slug,
  data: { language: 'go', verdict, seed: '1', checksPassed: 9, checksTotal: 9, ...more },
})
const quiz = (slug: string, question: string, correct: boolean, questions = 2): ProgressFact => ({
  kind: 'quiz',
  slug,
  data: { question, answer: ['a'], correct, questions },
})
const review = (slug: string, question: string, correct: boolean): ProgressFact => ({
  kind: 'review',
  slug,
  data: { question, answer: ['a'], correct, rating: correct ? 'good' : 'again' },
})
const read = (slug: string): ProgressFact => ({ kind: 'read', slug, data: { finished: true } })

const earnedAt = (id: string, ...entries: readonly (readonly [number, ProgressFact])[]) =>
  achievementsOf(byId(id), log(...entries), dayOf).earned[0]?.earnedAtMs
const ruled = (rule: Rule): Achievement[] => [{ id: 'one', title: 'One', how: 'Do it.', rule }]

describe('an achievement', () => {
  it('is earned at the first moment at which the log is enough, by the events that show it', () => {
    const events = log(
      [1, attempt('lease', 'fail')],
      [5, attempt('saga', 'pass')],
      [7, attempt('saga', 'pass')],
    )
    expect(achievementsOf(byId('first-pass'), events, dayOf)).toEqual({
      earned: [
        {
          ...{ id: 'first-pass', title: 'It holds', how: 'Have a program of yours graded pass.' },
          ...{ earnedAtMs: 5, evidence: [{ id: eventId(1), atMs: 5, kind: 'attempt', slug: 'saga' }] },
        },
      ],
      open: [],
    })
  })

  it('that is not earned says how far it is', () => {
    const events = log([0, attempt('lamport-clock', 'pass')], [1, attempt('vector-clock', 'pass')])
    expect(achievementsOf(byId('happened-before'), events, dayOf).open).toMatchObject([{ have: 2, need: 4 }])
  })

  it('on mending takes a fault first, of the same exercise', () => {
    const entries = [
      [0, attempt('saga', 'pass')],
      [1, attempt('lease', 'fail')],
    ] as const
    expect(earnedAt('found-and-mended', ...entries, [2, attempt('saga', 'pass')])).toBeUndefined()
    expect(earnedAt('found-and-mended', ...entries, [3, attempt('lease', 'pass')])).toBe(3)
  })

  it('on a cluster takes all its stages: a pass of the first ones is none', () => {
    const stages = loadIndex().clusters.find(({ id }) => id === 'broadcast')?.stages ?? 0
    expect(stages).toBe(5)
    const some = attempt('broadcast', 'pass', { checksPassed: stages - 1 })
    for (const id of ['word-gets-round', 'first-node', 'first-pass'])
      expect(earnedAt(id, [0, some]), id).toBeUndefined()
    expect(
      earnedAt('word-gets-round', [0, some], [9, attempt('broadcast', 'pass', { checksPassed: 5 })]),
    ).toBe(9)
  })

  it('without a hint is earned by a pass that says so itself', () => {
    expect(earnedAt('unaided', [0, attempt('saga', 'pass')])).toBeUndefined()
    expect(earnedAt('unaided', [0, attempt('saga', 'pass', { unaided: true })])).toBe(0)
  })

  it('in two languages is for one exercise', () => {
    const first = [0, attempt('saga', 'pass', { language: 'go' })] as const
    expect(
      earnedAt('two-languages', first, [1, attempt('lease', 'pass', { language: 'java' })]),
    ).toBeUndefined()
    expect(earnedAt('two-languages', first, [1, attempt('saga', 'pass', { language: 'java' })])).toBe(1)
  })

  it('for a quiz takes every question right, at whatever time', () => {
    const entries = [
      [0, quiz('saga', 'one', false)],
      [1, quiz('saga', 'two', true)],
    ] as const
    expect(earnedAt('full-marks', ...entries)).toBeUndefined()
    expect(earnedAt('full-marks', ...entries, [2, quiz('saga', 'two', true)])).toBeUndefined()
    expect(earnedAt('full-marks', ...entries, [3, quiz('saga', 'one', true)])).toBe(3)
  })

  it('for memory takes a right answer in a review, a month after the first answer', () => {
    const first = [0, quiz('saga', 'one', false)] as const
    const later = (days: number, correct: boolean) => [days * DAY_MS, review('saga', 'one', correct)] as const
    expect(earnedAt('after-a-month', first, later(29, true))).toBeUndefined()
    expect(earnedAt('after-a-month', first, later(30, false))).toBeUndefined()
    expect(earnedAt('after-a-month', first, [40 * DAY_MS, review('saga', 'two', true)])).toBeUndefined()
    expect(earnedAt('after-a-month', first, later(1, true), later(30, true))).toBe(30 * DAY_MS)
  })

  it('for days in a row takes them in a row', () => {
    const days = (...numbers: number[]) =>
      achievementsOf(
        ruled({ days_in_row: 3 }),
        log(...numbers.map((day) => [day * DAY_MS, read('saga')] as const)),
        dayOf,
      )
    expect(days(1, 2, 4, 5).open).toMatchObject([{ have: 2, need: 3 }])
    expect(days(1, 2, 4, 5, 6).earned).toMatchObject([{ earnedAtMs: 6 * DAY_MS }])
  })
})

describe('all achievements', () => {
  it('are at least twenty, each with words of its own, and Spanish ones', () => {
    expect(all.length).toBeGreaterThanOrEqual(20)
    const spanish = loadAchievements('es')
    expect(spanish.map(({ id, rule }) => ({ id, rule }))).toEqual(all.map(({ id, rule }) => ({ id, rule })))
    for (const [place, { title, how }] of all.entries()) {
      expect(how).toMatch(/^[A-Z].*\.$/)
      expect(spanish[place]?.title).not.toBe(title)
      expect(spanish[place]?.how).not.toBe(how)
    }
    expect(new Set(all.map(({ title }) => title)).size).toBe(all.length)
  })

  it('can all be earned', () => {
    const { items, clusters } = loadIndex()
    const exercises = [...items.map(({ slug }) => slug), ...clusters.map(({ id }) => id)]
    const facts = [0, 100, ...Array.from({ length: 100 }, (_, day) => 200 + day)].flatMap((day, round) =>
      exercises.flatMap((slug): (readonly [number, ProgressFact])[] => {
        const language = ['go', 'java', 'python'][round % 3] ?? 'go'
        const verdicts = (['fail', 'weak', 'pass'] as const).map((verdict) =>
          attempt(slug, verdict, { language, ...(verdict === 'pass' ? { unaided: true as const } : {}) }),
        )
        const asked = round === 0 ? [quiz(slug, 'one', true, 1)] : [review(slug, 'one', true)]
        return [read(slug), ...verdicts, ...asked].map((fact) => [day * DAY_MS, fact] as const)
      }),
    )
    expect(achievementsOf(all, log(...facts), dayOf).open).toEqual([])
  })

  const slug = fc.constantFrom('saga', 'bulkhead', 'echo', 'token-bucket', 'raft')
  const fact = fc.oneof(
    slug.map(read),
    fc
      .tuple(slug, fc.constantFrom('one', 'two'), fc.boolean(), fc.constantFrom(1, 2))
      .map((of) => quiz(...of)),
    fc.tuple(slug, fc.constantFrom('one', 'two'), fc.boolean()).map((of) => review(...of)),
    fc
      .record({
        slug,
        verdict: fc.constantFrom('pass', 'weak', 'fail'),
        language: fc.constantFrom('go', 'java', 'python'),
        checksPassed: fc.constantFrom(0, 2, 6),
        isUnaided: fc.boolean(),
      })
      .map(({ slug: of, verdict, isUnaided, ...more }) =>
        attempt(of, verdict, { ...more, ...(isUnaided ? { unaided: true as const } : {}) }),
      ),
    slug.map((of): ProgressFact => ({ kind: 'hint', slug: of, data: { level: 1 } })),
    fc
      .nat(40)
      .map((place): ProgressFact => ({ kind: 'undo', slug: 'saga', data: { event: eventId(place) } })),
  )
  const logs = fc
    .array(fc.tuple(fc.nat(120), fact), { maxLength: 40 })
    .map((entries) => log(...entries.map(([day, one]) => [day * DAY_MS, one] as const)))
  /** Those of the content, and of each sort one that is easy enough for chance. */
  const rules: readonly Achievement[] = [
    ...all,
    ...ruled({ days_in_row: 3 }),
    ...ruled({ quizzes_right: 2 }),
    ...ruled({ count: 2, each: 'language', within: 'topic', where: { kind: 'attempt' } }),
    ...ruled({ count: 4, each: 'day', where: { kind: 'review', correct: true } }),
    ...ruled({
      ...{ first: { kind: 'quiz' }, later: { kind: 'quiz', correct: true } },
      ...{ days: 20, same: 'question', count: 2 },
    }),
  ].map((one, place) => ({ ...one, id: `${one.id}-${place}` }))

  it('stay earned as the log grows, and never come to be earned later', () => {
    let earned = 0
    fc.assert(
      fc.property(logs, fc.infiniteStream(fc.boolean()), (events, coins) => {
        const part = events.filter(() => coins.next().value)
        const before = achievementsOf(rules, part, dayOf).earned
        const after = new Map(achievementsOf(rules, events, dayOf).earned.map((one) => [one.id, one]))
        earned += before.length
        for (const { id, earnedAtMs } of before)
          expect(after.get(id)?.earnedAtMs, id).toBeLessThanOrEqual(earnedAtMs)
      }),
      { seed: 6, numRuns: 300 },
    )
    expect(earned).toBeGreaterThan(100)
  })

  it('do not depend on the order in which events came together', () => {
    fc.assert(
      fc.property(
        logs.chain((events) =>
          fc.tuple(
            fc.constant(events),
            fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length }),
          ),
        ),
        ([events, shuffled]) => {
          expect(achievementsOf(rules, shuffled, dayOf)).toEqual(achievementsOf(rules, events, dayOf))
        },
      ),
      { seed: 6, numRuns: 200 },
    )
  })

  it('have evidence that is enough by itself', () => {
    fc.assert(
      fc.property(logs, (events) => {
        for (const { id, evidence, earnedAtMs } of achievementsOf(rules, events, dayOf).earned) {
          const kept = events.filter((event) => evidence.some((one) => one.id === event.id))
          const again = achievementsOf(
            rules.filter((one) => one.id === id),
            kept,
            dayOf,
          )
          expect(again.earned, id).toMatchObject([{ earnedAtMs }])
        }
      }),
      { seed: 6, numRuns: 100 },
    )
  })
})
