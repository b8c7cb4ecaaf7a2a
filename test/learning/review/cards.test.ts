import { createEmptyCard, fsrs, Rating } from 'ts-fsrs'
import { describe, expect, it } from 'vitest'
import type { Insight } from '../../../src/corpus/topic.ts'
import type { ProgressEvent, ProgressFact, RatingName } from '../../../src/learning/events.ts'
import { faceId } from '../../../src/learning/review/card-face.ts'
import { foldCards, lastToUndo } from '../../../src/learning/review/cards.ts'
import { dueCards } from '../../../src/learning/review/due.ts'
import { retentionOf, Scheduler } from '../../../src/learning/review/scheduler.ts'
import { statsOf } from '../../../src/learning/review/stats.ts'
import { INSIGHTS, sampleTopic } from '../../ui/helpers/topic.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const dayOf = (atMs: number) => Math.floor(atMs / DAY_MS)
const SLUG = 'sample-breaker'
const scheduler = new Scheduler()

const id = (place: number) => `00000000-0000-7000-8000-${String(place).padStart(12, '0')}`
/** Events at these moments, with ids by their place. */
const log = (...entries: readonly (readonly [atMs: number, fact: ProgressFact])[]): ProgressEvent[] =>
  entries.map(([atMs, fact], place) => ({ ...fact, atMs, id: id(place) }))
const quiz = (question: string, correct: boolean): ProgressFact => ({
  kind: 'quiz',
  slug: SLUG,
  data: { question, answer: ['x'], correct, questions: 2 },
})
const review = (question: string, rating: RatingName): ProgressFact => ({
  kind: 'review',
  slug: SLUG,
  data: { question, answer: ['x'], correct: rating !== 'again', rating },
})
const bury = (question: string): ProgressFact => ({ kind: 'bury', slug: SLUG, data: { question } })
const undo = (place: number): ProgressFact => ({ kind: 'undo', slug: SLUG, data: { event: id(place) } })
const read: ProgressFact = { kind: 'read', slug: SLUG, data: { finished: true } }

const topicOf = (slug: string) => (slug === SLUG ? sampleTopic() : undefined)
const due = (events: readonly ProgressEvent[], nowMs: number) =>
  dueCards(events, foldCards(events, scheduler, dayOf), { scheduler, nowMs, dayOf, topicOf }).map(
    (card) => card.id,
  )
const one = `${SLUG}/one`
const two = `${SLUG}/two`

describe('cards', () => {
  it('move as ts-fsrs moves them, by every answer of quizzes and reviews', () => {
    const times = [0, 10 * MINUTE_MS, 3 * DAY_MS, 9 * DAY_MS]
    const events = log(
      [times[0] ?? 0, quiz('one', true)],
      [times[1] ?? 0, review('one', 'good')],
      [times[2] ?? 0, review('one', 'hard')],
      [times[3] ?? 0, review('one', 'again')],
    )
    const own = fsrs({ request_retention: 0.9, enable_fuzz: true })
    const grades = [Rating.Good, Rating.Good, Rating.Hard, Rating.Again] as const
    let wanted = createEmptyCard(new Date(0))
    for (const [at, grade] of grades.entries())
      wanted = own.next(wanted, new Date(times[at] ?? 0), grade).card
    expect(foldCards(events, scheduler, dayOf).cards.get(one)?.memory).toEqual(wanted)
  })

  it('come back on the same day, however often they are counted', () => {
    const events = log(
      [0, quiz('one', true)],
      [DAY_MS, review('one', 'good')],
      [9 * DAY_MS, review('one', 'easy')],
    )
    const again = () => foldCards(events, new Scheduler(), dayOf).cards.get(one)?.memory.due
    expect(again()).toEqual(again())
  })

  it('come back later where less has to be remembered', () => {
    const events = log([0, quiz('one', true)], [MINUTE_MS * 10, review('one', 'good')])
    const dueAt = (retention: number) =>
      foldCards(events, new Scheduler(retention), dayOf).cards.get(one)?.memory.due.getTime() ?? 0
    expect(dueAt(0.8)).toBeGreaterThan(dueAt(0.95))
  })

  it('are as if what was undone had never been', () => {
    const kept = log([0, quiz('one', true)], [DAY_MS, review('one', 'good')])
    const undone = [
      ...kept,
      ...log([0, read], [0, read], [2 * DAY_MS, review('one', 'again')], [3 * DAY_MS, undo(2)]).slice(2),
    ]
    expect(foldCards(undone, scheduler, dayOf).cards).toEqual(foldCards(kept, scheduler, dayOf).cards)
    expect(lastToUndo(undone)?.id).toBe(id(1))
    expect(lastToUndo(log([0, quiz('one', true)]))).toBeUndefined()
  })
})

describe('what is due', () => {
  it('is what is nearest to being forgotten first, and nothing that is not due', () => {
    const events = log([0, quiz('two', true)], [1, quiz('one', false)])
    expect(due(events, 30_000)).toEqual([])
    expect(due(events, 2 * DAY_MS)).toEqual([one, two])
  })

  it('is not asked on the day on which it was put off', () => {
    const events = log([0, quiz('one', false)], [MINUTE_MS, bury('one')])
    expect(due(events, 5 * MINUTE_MS)).toEqual([])
    expect(due(events, DAY_MS)).toEqual([one])
  })

  it('has questions of lessons that were read and never asked, after what is known, ten a day', () => {
    expect(due(log([0, read]), 1)).toEqual([one, two])
    expect(due(log([0, read], [1, bury('one')]), 2)).toEqual([two])
    expect(due(log([0, read], [1, quiz('two', false)]), DAY_MS)).toEqual([two, one])
    const many = Array.from({ length: 12 }, (_, at) => ({ ...sampleTopic().quiz[0], id: `q${at}` }))
    const topic = { ...sampleTopic(), quiz: many as never }
    const dueOf = (events: readonly ProgressEvent[]) =>
      dueCards(events, foldCards(events, scheduler, dayOf), {
        scheduler,
        nowMs: 2,
        dayOf,
        topicOf: () => topic,
      })
    expect(dueOf(log([0, read]))).toHaveLength(10)
    const begun = log([0, read], [1, review('q0', 'good')], [1, review('q1', 'good')])
    expect(dueOf(begun).map(faceId)).toEqual(many.slice(2, 10).map((q) => q.id))
  })

  it('has questions and insights of a lesson by turns, and both count as new', () => {
    const topic = { ...sampleTopic(), insights: INSIGHTS }
    const dueOf = (events: readonly ProgressEvent[], nowMs = 2) =>
      dueCards(events, foldCards(events, scheduler, dayOf), {
        ...{ scheduler, nowMs, dayOf },
        topicOf: () => topic,
      })
    const asked = (events: readonly ProgressEvent[], nowMs?: number) => dueOf(events, nowMs).map(faceId)
    expect(asked(log([0, read]))).toEqual(['one', 'trial', 'two', 'caller'])
    expect(dueOf(log([0, read])).map(({ kind }) => kind)).toEqual([
      'question',
      'insight',
      'question',
      'insight',
    ])
    expect(asked(log([0, read], [1, quiz('one', true)]))).toEqual(['two', 'trial', 'caller'])
    expect(asked(log([1, quiz('one', true)]))).toEqual([])
    const many = Array.from({ length: 9 }, (_, at) => ({ ...INSIGHTS[0], id: `i${at}` }) as Insight)
    const long = { ...topic, insights: many }
    const events = log([0, read], [1, review('i0', 'good')], [1, review('one', 'good')])
    const cards = foldCards(events, scheduler, dayOf)
    const due = dueCards(events, cards, { ...{ scheduler, nowMs: 2, dayOf }, topicOf: () => long })
    expect(due.map(faceId)).toEqual(['two', 'i1', 'i2', 'i3', 'i4', 'i5', 'i6', 'i7'])
  })

  it('has an insight again by its rating, like a question, unless it was put off or undone', () => {
    const topic = { ...sampleTopic(), quiz: [], insights: INSIGHTS }
    const asked = (events: readonly ProgressEvent[], nowMs: number) =>
      dueCards(events, foldCards(events, scheduler, dayOf), {
        ...{ scheduler, nowMs, dayOf },
        topicOf: () => topic,
      })
        .filter(({ card }) => card !== undefined)
        .map(faceId)
    const rated = (first: RatingName, second: RatingName) =>
      log([0, read], [1, review('trial', first)], [1, review('caller', second)])
    expect(asked(rated('again', 'good'), 2 * MINUTE_MS)).toEqual(['trial'])
    expect(asked(rated('good', 'again'), 2 * MINUTE_MS)).toEqual(['caller'])
    expect(asked([...rated('again', 'good'), ...log([2, bury('trial')])], 2 * MINUTE_MS)).toEqual([])
    const undone = [...rated('again', 'good'), ...log([0, read], [0, read], [0, read], [2, undo(1)]).slice(3)]
    expect(asked(undone, 2 * MINUTE_MS)).toEqual([])
    expect(foldCards(undone, scheduler, dayOf).cards.has(`${SLUG}/trial`)).toBe(false)
  })

  it('leaves out what the corpus no longer has', () => {
    const gone: ProgressFact = { ...quiz('gone', false) }
    const elsewhere: ProgressFact = { ...quiz('one', false), slug: 'no-such-topic' }
    expect(due(log([0, gone], [0, elsewhere], [0, quiz('one', false)]), DAY_MS)).toEqual([one])
  })
})

describe('statistics', () => {
  it('measure what is remembered by cards that had been learned, and tell the days ahead', () => {
    const events = log(
      [0, quiz('one', true)],
      [10 * MINUTE_MS, review('one', 'good')],
      [4 * DAY_MS, review('one', 'good')],
      [20 * DAY_MS, review('one', 'again')],
      [20 * DAY_MS, quiz('two', true)],
    )
    const stats = statsOf(foldCards(events, scheduler, dayOf), 20 * DAY_MS, dayOf)
    expect(stats).toMatchObject({ cards: 2, reviews: 5, measuredBy: 2, retention: 0.5, learned: 0 })
    expect(stats.ahead[0]).toBe(2)
    expect(statsOf(foldCards([], scheduler, dayOf), 0, dayOf)).not.toHaveProperty('retention')
  })
})

describe('a retention to aim at', () => {
  it.each([
    ['0.85', 0.85],
    ['95%', 0.95],
    [undefined, 0.9],
  ])('is %s', (text, wanted) => {
    expect(retentionOf(text)).toBe(wanted)
  })

  it.each(['1', '0', 'much', '', '-0.9', '150%'])('is refused when it is %j', (text) => {
    expect(() => retentionOf(text)).toThrow(/cannot be aimed at/)
  })
})
