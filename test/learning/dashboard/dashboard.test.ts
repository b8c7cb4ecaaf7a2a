import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ClusterItem, CorpusItem } from '../../../src/corpus/topic.ts'
import { activeDays, longestStreak } from '../../../src/learning/dashboard/days.ts'
import { clusterStages, implementedPatterns } from '../../../src/learning/dashboard/exercises.ts'
import { recallOf } from '../../../src/learning/dashboard/recall.ts'
import type { ProgressEvent, ProgressFact } from '../../../src/learning/events.ts'
import { foldCards } from '../../../src/learning/review/cards.ts'
import { Scheduler } from '../../../src/learning/review/scheduler.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const dayOf = (atMs: number) => Math.floor(atMs / DAY_MS)

const log = (...entries: readonly (readonly [atMs: number, fact: ProgressFact])[]): ProgressEvent[] =>
  entries.map(([atMs, fact], place) => ({
    ...fact,
    atMs,
    id: `00000000-0000-7000-8000-${String(place).padStart(12, '0')}`,
  }))
const read: ProgressFact = { kind: 'read', slug: 'lease', data: { finished: true } }
const attempt = (
  slug: string,
  verdict: 'pass' | 'fail',
  checksPassed = 1,
  language = 'go',
): ProgressFact => ({
  kind: 'attempt',
  slug,
  data: { language, verdict, seed: '1', checksPassed, checksTotal: 9 },
})
const quiz = (question: string, correct: boolean): ProgressFact => ({
  kind: 'quiz',
  slug: 'lease',
  data: { question, answer: ['x'], correct, questions: 2 },
})

describe('days', () => {
  it('count the time between deeds that are at most ten minutes apart, and no other', () => {
    const events = log(
      [0, read],
      [10 * MINUTE_MS, read],
      [20 * MINUTE_MS + 1, read],
      [22 * MINUTE_MS + 1, read],
    )
    expect(activeDays(events, dayOf)).toEqual([{ day: 0, events: 4, ms: 12 * MINUTE_MS }])
  })

  it('have time that belongs to the day on which it began', () => {
    const events = log([DAY_MS - MINUTE_MS, read], [DAY_MS + MINUTE_MS, read])
    expect(activeDays(events, dayOf)).toEqual([
      { day: 0, events: 1, ms: 2 * MINUTE_MS },
      { day: 1, events: 1, ms: 0 },
    ])
  })

  it('never have more time than passed, nor fewer events than there were', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5 * DAY_MS), { maxLength: 60 }), (times) => {
        const events = log(...times.sort((a, b) => a - b).map((atMs) => [atMs, read] as const))
        const days = activeDays(events, dayOf)
        const sum = (of: (day: (typeof days)[number]) => number) =>
          days.reduce((all, day) => all + of(day), 0)
        expect(sum(({ events }) => events)).toBe(times.length)
        expect(sum(({ ms }) => ms)).toBeLessThanOrEqual((times.at(-1) ?? 0) - (times[0] ?? 0))
      }),
    )
  })

  it.each([
    [[], 0],
    [[4], 1],
    [[1, 2, 3, 7, 8], 3],
    [[1, 3, 4, 5, 6, 9], 4],
  ])('%j have a longest streak of %d', (days, streak) => {
    expect(longestStreak(days.map((day) => ({ day })))).toBe(streak)
  })
})

describe('exercises', () => {
  const item = (slug: string, hasExercise: boolean) => ({ slug, hasExercise }) as CorpusItem
  const cluster = (id: string, stages: number) => ({ id, title: id, stages }) as ClusterItem

  it('are implemented once a program passed, in each language that did', () => {
    const events = log(
      [0, attempt('lease', 'fail')],
      [1, attempt('saga', 'pass', 9, 'go')],
      [2, attempt('lease', 'pass', 9, 'python')],
      [3, attempt('saga', 'pass', 9, 'java')],
      [4, attempt('saga', 'pass', 9, 'go')],
      [5, attempt('gone', 'pass')],
      [6, attempt('reading', 'pass')],
    )
    const items = [item('lease', true), item('saga', true), item('new', true), item('reading', false)]
    expect(implementedPatterns(events, items)).toEqual([
      { slug: 'saga', languages: ['go', 'java'] },
      { slug: 'lease', languages: ['python'] },
    ])
  })

  it('on clusters are as far as their best attempt, and never farther than they have stages', () => {
    const events = log(
      [0, attempt('raft', 'fail', 3)],
      [1, attempt('raft', 'fail', 1)],
      [2, attempt('echo', 'pass', 7)],
    )
    expect(clusterStages(events, [cluster('raft', 6), cluster('echo', 2), cluster('swim', 3)])).toEqual([
      { id: 'raft', title: 'raft', attempts: 2, stagesPassed: 3, stages: 6 },
      { id: 'echo', title: 'echo', attempts: 1, stagesPassed: 2, stages: 2 },
      { id: 'swim', title: 'swim', attempts: 0, stagesPassed: 0, stages: 3 },
    ])
  })
})

describe('what is remembered', () => {
  const scheduler = new Scheduler()

  it('is foretold as FSRS has it, and less from day to day', () => {
    const events = log([0, quiz('one', true)], [MINUTE_MS, quiz('two', false)], [DAY_MS, quiz('one', true)])
    const folded = foldCards(events, scheduler, dayOf)
    const { cards, predicted } = recallOf(folded, scheduler, 2 * DAY_MS)
    const memories = [...folded.cards.values()].map(({ memory }) => memory)
    const mean = (atMs: number) =>
      memories.reduce((sum, memory) => sum + scheduler.retrievability(memory, atMs), 0) / 2
    expect([cards, predicted.length]).toEqual([2, 31])
    expect(predicted[0]).toBe(mean(2 * DAY_MS))
    expect(predicted[30]).toBe(mean(32 * DAY_MS))
    expect([...predicted].sort((a, b) => b - a)).toEqual(predicted)
  })

  it('is measured by the whole days since the last answer to the same question', () => {
    const events = log(
      [0, quiz('one', true)],
      [0, quiz('two', true)],
      [DAY_MS - 1, quiz('one', false)],
      [3 * DAY_MS, quiz('two', true)],
      [4 * DAY_MS, quiz('one', true)],
      [104 * DAY_MS, quiz('two', false)],
    )
    expect(recallOf(foldCards(events, scheduler, dayOf), scheduler, 104 * DAY_MS).measured).toEqual([
      { fromDays: 0, toDays: 0, answers: 1, right: 0 },
      { fromDays: 2, toDays: 3, answers: 2, right: 2 },
      { fromDays: 61, answers: 1, right: 0 },
    ])
  })

  it('is nothing without cards', () => {
    expect(recallOf(foldCards([], scheduler, dayOf), scheduler, 0)).toEqual({
      ...{ cards: 0, predicted: [], measured: [] },
    })
  })
})
