import { expect, test } from 'vitest'
import type { ProgressEvent, ProgressFact } from '../../src/learning/events.ts'
import { foldProgress, statusOf } from '../../src/learning/progress.ts'

const DAY_MS = 86_400_000
const dayOf = (atMs: number) => Math.floor(atMs / DAY_MS)

/** One event a day, beginning with day 0. */
function daily(...facts: readonly ProgressFact[]): ProgressEvent[] {
  return facts.map((fact, day) => ({ ...fact, id: `id-${day}`, atMs: day * DAY_MS }))
}

const fold = (events: readonly ProgressEvent[], nowMs = 0) => foldProgress(events, { nowMs, dayOf })

const read = (slug: string, finished = true): ProgressFact => ({ kind: 'read', slug, data: { finished } })
const answer = (slug: string, question: string, correct: boolean, questions = 2): ProgressFact => ({
  kind: 'quiz',
  slug,
  data: { question, answer: ['a'], correct, questions },
})
const attempt = (slug: string, verdict: 'pass' | 'weak' | 'fail' | 'inconclusive'): ProgressFact => ({
  kind: 'attempt',
  slug,
  data: { language: 'python', verdict, seed: '1', checksPassed: 1, checksTotal: 2 },
})

test('an empty log is a new learner', () => {
  expect(fold([])).toEqual({
    attempts: 0,
    passed: [],
    read: [],
    quizzes: {},
    hints: 0,
    streakDays: 0,
    topics: {},
  })
  expect(statusOf(fold([]), 'circuit-breaker')).toBe('new')
})

test('every step takes a topic to its next status', () => {
  const steps = [
    read('x', false),
    read('x'),
    answer('x', 'one', true),
    answer('x', 'two', false),
    attempt('x', 'fail'),
    attempt('x', 'weak'),
    attempt('x', 'pass'),
    attempt('x', 'fail'),
  ]
  const after = steps.map((_, index) => statusOf(fold(daily(...steps.slice(0, index + 1))), 'x'))
  expect(after).toEqual(['reading', 'read', 'read', 'quizzed', 'quizzed', 'quizzed', 'passed', 'passed'])
})

test('the newest answer to a question counts, and each question once', () => {
  const log = daily(answer('x', 'one', false), answer('x', 'one', true), answer('x', 'two', true, 3))
  expect(fold(log).quizzes).toEqual({ x: { answered: 2, correct: 2, total: 3 } })
  const worse = daily(answer('x', 'one', true), answer('x', 'one', false))
  expect(fold(worse).quizzes).toEqual({ x: { answered: 1, correct: 0, total: 2 } })
})

test('a quiz that has lost questions is not answered more than wholly', () => {
  const log = daily(answer('x', 'one', true), answer('x', 'gone', true), answer('x', 'two', true, 1))
  expect(fold(log).quizzes).toEqual({ x: { answered: 3, correct: 3, total: 3 } })
})

test('topics are listed in the order in which they were first read and first passed', () => {
  const log = daily(
    read('b'),
    read('a'),
    read('b'),
    attempt('a', 'pass'),
    attempt('b', 'pass'),
    attempt('a', 'pass'),
  )
  expect(fold(log)).toMatchObject({ read: ['b', 'a'], passed: ['a', 'b'], attempts: 3 })
})

test('a topic named like a property of all objects is a topic like any other', () => {
  expect(statusOf(fold([]), 'constructor')).toBe('new')
  expect(statusOf(fold(daily(read('constructor'))), 'constructor')).toBe('read')
})

test('a streak runs to today, or to yesterday while today has nothing', () => {
  const log = daily(read('x'), read('x'), read('x'))
  const on = (day: number) => fold(log, day * DAY_MS + 5).streakDays
  expect([on(2), on(3), on(4)]).toEqual([3, 3, 0])
  const gap = [...log, ...daily(read('x')).map((event) => ({ ...event, atMs: 4 * DAY_MS }))]
  expect(fold(gap, 4 * DAY_MS).streakDays).toBe(1)
})

test('hints are counted', () => {
  expect(fold(daily({ kind: 'hint', slug: 'x', data: { level: 1 } })).hints).toBe(1)
})
