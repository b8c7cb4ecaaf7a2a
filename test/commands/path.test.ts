import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadTopic } from '../../src/corpus/corpus.ts'
import { PROGRAM } from '../learning/helpers/cli.ts'

interface Row {
  readonly slug: string
  readonly kind: string
  readonly minutes: number
  readonly state: string
}

let home: string
beforeEach(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'compendium-test-'))
})
afterEach(() => rm(home, { recursive: true, force: true }))

/** The program as built, with the corpus that ships. */
function run(...args: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  const env = { PATH: process.env['PATH'] ?? '', COMPENDIUM_HOME: home }
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [PROGRAM, ...args], { env, cwd: home }, (_, stdout, stderr) =>
      resolve({ status: child.exitCode ?? -1, stdout, stderr }),
    )
    child.stdin?.end()
  })
}
const json = async (...args: string[]) => JSON.parse((await run(...args, '--json')).stdout)
const named = (rows: readonly Row[]) => rows.map(({ kind, slug }) => `${kind} ${slug}`)

/** Lesson read, all questions right: imported as from another machine. */
async function learned(slug: string, atMs = Date.now()): Promise<void> {
  const event = (place: number, kind: string, data: object) => ({
    ...{
      id: `00000000-0000-7000-8000-${slug.length.toString(16).padStart(6, '0')}${place.toString().padStart(6, '0')}`,
    },
    ...{ atMs, kind, slug, data },
  })
  const { quiz } = loadTopic(slug)
  const answers = quiz.map(({ id: question }, at) =>
    event(at + 1, 'quiz', { question, answer: ['a'], correct: true, questions: quiz.length }),
  )
  const file = path.join(home, 'log.json')
  await writeFile(
    file,
    JSON.stringify({ schemaVersion: 1, events: [event(0, 'read', { finished: true }), ...answers] }),
  )
  expect((await run('progress', 'import', file)).status).toBe(0)
}

describe('compendium path plan', () => {
  it('has all that the goal builds on, in order, with minutes', async () => {
    const plan = await json('path', 'plan', '--goal', 'raft')
    const items = named(plan.items)
    expect(plan.goal).toEqual({ id: 'raft', title: 'Raft' })
    expect(items.at(-1)).toBe('exercise raft')
    for (const [first, then] of [
      ['quiz heartbeat', 'lesson consensus'],
      ['quiz quorum-read-write', 'lesson consensus'],
      ['quiz cap-theorem', 'lesson quorum-read-write'],
      ['lesson consensus', 'quiz consensus'],
      ['exercise echo', 'exercise raft'],
    ] as const) {
      expect(items).toContain(first)
      expect(items.indexOf(first), `${first} before ${then}`).toBeLessThan(items.indexOf(then))
    }
    expect(new Set(items).size).toBe(items.length)
    expect(plan.minutes).toBe(plan.items.reduce((sum: number, { minutes }: Row) => sum + minutes, 0))
  })

  it('takes concepts and titles for goals, and stops where the hours end', async () => {
    expect(named((await json('path', 'plan', '--goal', 'Vector clock')).items)).toContain(
      'lesson vector-clock',
    )
    expect(named((await json('path', 'plan', '--goal', 'leader-election')).items)).toContain(
      'lesson consensus',
    )
    const short = await json('path', 'plan', '--goal', 'raft', '--hours', '0.5')
    expect(short.minutes).toBeLessThanOrEqual(30)
    expect(short.later.length).toBeGreaterThan(0)
    expect(short.totalMinutes).toBe((await json('path', 'plan', '--goal', 'raft')).minutes)
    const time = await json('path', 'plan', '--hours', '1')
    expect(time.items.length).toBeGreaterThan(1)
    expect(time.minutes).toBeLessThanOrEqual(60)
  })

  it('leaves out what is known, unless all is asked for', async () => {
    await learned('heartbeat')
    const plan = await json('path', 'plan', '--goal', 'consensus')
    expect(named(plan.items).filter((item: string) => item.endsWith(' heartbeat'))).toEqual([])
    expect(plan.known).toBe(2)
    const all = await json('path', 'plan', '--goal', 'consensus', '--all')
    expect(all.items.find(({ slug }: Row) => slug === 'heartbeat')).toMatchObject({ state: 'done' })
  })

  it.each([
    [['plan', '--goal', 'consensis'], /no goal "consensis"[\s\S]*Did you mean consensus/],
    [
      ['plan', '--goal', 'linearizability'],
      /No lesson here teaches linearizability[\s\S]*builds on it: cap-theorem/,
    ],
    [['plan'], /needs a goal, or hours/],
    [['plan', '--hours', 'five'], /cannot be "five"/],
    [['show'], /Which path/],
    [['show', 'sr'], /Did you mean sre/],
    [['follow', 'nowhere'], /no path "nowhere"/],
    [['follow', 'sre', '--stop'], /takes no path/],
  ])('refuses path %j in plain words', async (words, message) => {
    const { status, stdout, stderr } = await run('path', ...words)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(message)
  })
})

describe('compendium path', () => {
  it('follows a path, recommends what is on it, and leaves it again', async () => {
    expect((await run('path', 'follow', 'sre')).stdout).toContain('You follow Site reliability engineer.')
    const { path: followed, items } = await json('recommend', '--limit', '1')
    expect([followed, items[0].slug]).toEqual(['sre', 'timeout'])
    expect(items[0].reason).toContain('Next on your path Site reliability engineer.')
    const shown = await json('path', 'show')
    expect(shown).toMatchObject({ id: 'sre', months: 2, done: 0 })
    const states = shown.parts.flatMap((part: { items: Row[] }) => part.items)
    expect(states.filter(({ state }: Row) => state === 'recommended')).toMatchObject([{ slug: 'timeout' }])
    expect(
      (await json('path', 'list')).paths.filter((one: { followed: boolean }) => one.followed),
    ).toMatchObject([{ id: 'sre' }])
    expect(await json('path', 'follow', '--stop')).toMatchObject({ following: null })
    expect(await json('recommend', '--limit', '1')).not.toHaveProperty('path')
    expect(await json('progress')).toMatchObject({ topics: {} })
  })

  it('unlocks what waited, and counts what is done', async () => {
    const stateOf = async (slug: string) => {
      const { parts, done } = await json('path', 'show', 'one-evening')
      const rows: Row[] = parts.flatMap((part: { items: Row[] }) => part.items)
      return [rows.find((row) => row.kind === 'lesson' && row.slug === slug)?.state, done]
    }
    expect(await stateOf('circuit-breaker')).toEqual(['locked', 0])
    for (const slug of ['timeout', 'retry-backoff-jitter']) await learned(slug)
    expect((await stateOf('circuit-breaker'))[0]).not.toBe('locked')
    expect((await stateOf('retry-backoff-jitter'))[0]).toBe('done')
  })
})

describe('compendium recommend', () => {
  it('names only what is ready and fits, each with a reason and what to type', async () => {
    const { items } = await json('recommend', '--minutes', '12', '--limit', '50')
    expect(items.length).toBeGreaterThan(3)
    for (const { minutes, reason, command, slug } of items) {
      expect(minutes, slug).toBeLessThanOrEqual(12)
      expect(reason.length, slug).toBeGreaterThan(20)
      expect(command).toMatch(/^compendium /)
    }
    expect((await run('recommend', '--minutes', '1')).stdout).toContain(
      'Nothing that is ready takes 1 min or less.',
    )
  })

  it('puts reviews that are due first', async () => {
    await learned('heartbeat', Date.now() - 20 * 86_400_000)
    const { items } = await json('recommend')
    expect(items[0]).toMatchObject({ kind: 'review', slug: 'heartbeat', command: 'compendium review' })
    expect(items[1].kind).not.toBe('review')
  })

  it('counts a simulation that was run', async () => {
    expect((await run('simulate', 'quorum', '--no-save')).status).toBe(0)
    const { mastery } = await json('progress')
    expect(mastery.quorum ?? mastery['quorum-read-write']).toBeGreaterThan(0)
    const { events } = JSON.parse((await run('progress', 'export')).stdout)
    expect(events).toMatchObject([
      { kind: 'simulation', slug: 'quorum-read-write', data: { scenario: 'quorum', seeds: 1 } },
    ])
  })

  it('says nothing of prerequisites off a terminal', async () => {
    expect((await run('learn', 'consensus')).stderr).toBe('')
  })
})
