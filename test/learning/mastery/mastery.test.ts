import { describe, expect, it } from 'vitest'
import type { ConceptGraph, TopicNode } from '../../../src/corpus/concept-graph.ts'
import type { ProgressEvent, ProgressFact } from '../../../src/learning/events.ts'
import { masteryOf } from '../../../src/learning/mastery/mastery.ts'
import { foldCards } from '../../../src/learning/review/cards.ts'
import { Scheduler } from '../../../src/learning/review/scheduler.ts'

const DAY_MS = 86_400_000

const topic = (slug: string, more: Partial<TopicNode> = {}): TopicNode => ({
  ...{ slug, title: slug, difficulty: 'beginner', teaches: [slug], needs: [], questions: 4 },
  ...{ simulation: slug, minutes: { lesson: 10, quiz: 4, exercise: 30 } },
  ...more,
})
const graph: ConceptGraph = {
  concepts: [],
  topics: [
    topic('queue', { teaches: ['queue', 'utilization'] }),
    topic('lock', { minutes: { lesson: 5, quiz: 4 } }),
  ],
  clusters: [
    { id: 'locks', title: 'Locks', lesson: 'lock', practises: ['lock', 'fence'], needs: [], minutes: 60 },
  ],
  paths: [],
}

const id = (place: number) => `00000000-0000-7000-8000-${String(place).padStart(12, '0')}`
const log = (...facts: readonly ProgressFact[]): ProgressEvent[] =>
  facts.map((fact, place) => ({ ...fact, atMs: 0, id: id(place) }))
const read: ProgressFact = { kind: 'read', slug: 'queue', data: { finished: true } }
const answer = (question: string, correct: boolean): ProgressFact => ({
  kind: 'quiz',
  slug: 'queue',
  data: { question, answer: ['a'], correct, questions: 4 },
})
const run: ProgressFact = { kind: 'simulation', slug: 'queue', data: { scenario: 'queue', seeds: 1 } }
const attempt = (verdict: 'pass' | 'weak' | 'fail', slug = 'queue', checksPassed = 1): ProgressFact => ({
  kind: 'attempt',
  slug,
  data: { language: 'python', verdict, seed: '1', checksPassed, checksTotal: 4 },
})
const of = (concept: string, facts: readonly ProgressFact[], nowMs = 0) =>
  masteryOf(log(...facts), graph, nowMs).get(concept)
const threeRight = [answer('a', true), answer('b', true), answer('c', true), answer('d', false)]

describe('mastery of a concept', () => {
  it('is 0 of what can be learned here, and of nothing else', () => {
    expect([...masteryOf([], graph, 0)]).toEqual([
      ['queue', 0],
      ['utilization', 0],
      ['lock', 0],
      ['fence', 0],
    ])
  })

  it('is the weighted mean of what was shown, as docs/mastery.md has it', () => {
    expect(of('queue', [read])).toBe(0.2)
    expect(of('queue', [read, ...threeRight])).toBe(0.5)
    expect(of('queue', [read, ...threeRight, run])).toBe(0.6)
    expect(of('queue', [read, ...threeRight, run, attempt('pass')])).toBe(0.9)
    expect(of('utilization', [read, run])).toBe(0.3)
  })

  it('counts the best program: half the share of checks while it fails, three quarters when it is weak', () => {
    expect(of('queue', [attempt('fail')])).toBe(0.038)
    expect(of('queue', [attempt('weak')])).toBe(0.225)
    expect(of('queue', [attempt('pass'), attempt('fail')])).toBe(0.3)
  })

  it('counts no kind of evidence that there cannot be', () => {
    expect(of('fence', [attempt('pass', 'locks')])).toBe(1)
    expect(of('lock', [attempt('pass', 'locks')])).toBe(0.3)
    expect(of('lock', [attempt('pass')])).toBe(0)
  })

  it('counts the newest answer of a quiz or a review, and none that was undone', () => {
    const again = (correct: boolean): ProgressFact => ({
      kind: 'review',
      slug: 'queue',
      data: { question: 'a', answer: ['a'], correct, rating: correct ? 'good' : 'again' },
    })
    expect(of('queue', [answer('a', true), again(false)])).toBe(0)
    expect(of('queue', [answer('a', false), again(true)])).toBe(0.1)
    const undo: ProgressFact = { kind: 'undo', slug: 'queue', data: { event: id(1) } }
    expect(of('queue', [answer('a', true), again(false), undo])).toBe(0.1)
  })

  it('fades with the retrievability of its cards, and comes back when they are reviewed', () => {
    const facts = [read, ...threeRight, run, attempt('pass')]
    const scheduler = new Scheduler()
    const cards = [...foldCards(log(...facts), scheduler, (atMs) => atMs).cards.values()]
    const remembered =
      cards.reduce((sum, { memory }) => sum + scheduler.retrievability(memory, 30 * DAY_MS), 0) / cards.length
    expect(remembered).toBeLessThan(0.8)
    expect(of('queue', facts, 30 * DAY_MS)).toBeCloseTo(0.9 * remembered, 3)
    expect(of('queue', [read, run], 30 * DAY_MS)).toBe(0.3)
    const later = ['a', 'b', 'c', 'd'].map((question, place) => ({
      ...answer(question, question !== 'd'),
      atMs: 30 * DAY_MS,
      id: id(100 + place),
    }))
    expect(masteryOf([...log(...facts), ...later], graph, 30 * DAY_MS).get('queue')).toBe(0.9)
  })
})
