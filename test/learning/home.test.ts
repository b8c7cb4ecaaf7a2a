import { describe, expect, it } from 'vitest'
import type { ClusterItem, Topic } from '../../src/corpus/topic.ts'
import type { ProgressEvent, ProgressFact } from '../../src/learning/events.ts'
import { homeOf } from '../../src/learning/home/home-data.ts'
import { bulkhead, graphOf } from './helpers/corpus.ts'

const DAY_MS = 86_400_000
const NOW_MS = 20_000 * DAY_MS

function topic(slug: string, needs: readonly string[] = []): Topic {
  const { metadata } = bulkhead
  const prerequisites = { concepts: [], patterns: needs }
  return { ...bulkhead, slug, title: slug.toUpperCase(), metadata: { ...metadata, prerequisites } }
}

const TOPICS = [topic('timeout'), topic('retry', ['timeout']), topic('breaker', ['retry', 'not-written'])]
const RAFT: ClusterItem = {
  id: 'raft',
  title: 'Raft',
  lesson: 'breaker',
  summary: '',
  languages: ['go'],
  stages: 6,
}

function home(...facts: readonly ProgressFact[]) {
  const events = facts.map(
    (fact, place): ProgressEvent => ({ ...fact, id: String(place), atMs: NOW_MS - 100 + place }),
  )
  return homeOf(events, {
    nowMs: NOW_MS,
    index: { items: TOPICS, clusters: [RAFT] },
    graph: graphOf(TOPICS),
    topicOf: (slug) => TOPICS.find((one) => one.slug === slug) ?? bulkhead,
    due: [{ kind: 'question' }, { kind: 'insight' }, { kind: 'question' }],
  })
}

const read = (slug: string): ProgressFact => ({ kind: 'read', slug, data: { finished: true } })
const answered = (slug: string, question: string, correct = false): ProgressFact => ({
  kind: 'quiz',
  slug,
  data: { question, answer: ['a'], correct, questions: 2 },
})

describe('what the home shows', () => {
  it('to a new learner: nothing to continue, and the first lesson that builds on no other', () => {
    const { resume, next, streakDays, topics, exercises } = home()
    expect(resume).toBeUndefined()
    expect(next).toMatchObject({
      slug: 'timeout',
      reason: 'You can begin with it right away. RETRY and BREAKER wait for it.',
    })
    expect({ streakDays, topics, exercises }).toEqual({
      streakDays: 0,
      topics: { done: 0, total: 3 },
      exercises: { done: 0, total: 1 },
    })
  })

  it('the heading at which a lesson was left', () => {
    const left: ProgressFact = { kind: 'read', slug: 'retry', data: { finished: false, place: 'overview' } }
    expect(home(left).resume).toEqual({ slug: 'retry', title: 'RETRY', step: 'lesson', heading: 'Overview' })
  })

  it('the quiz of a lesson that was read, until every question has an answer', () => {
    expect(home(read('timeout')).resume).toMatchObject({ slug: 'timeout', step: 'quiz' })
    const done = [read('timeout'), answered('timeout', 'why'), answered('timeout', 'which')]
    expect(home(...done).resume).toBeUndefined()
  })

  it('next is what the lessons that are known lead to; a lesson that does not exist holds nobody up', () => {
    const known = (slug: string) => [read(slug), answered(slug, 'why', true), answered(slug, 'which', true)]
    expect(home(...known('timeout')).next).toMatchObject({
      slug: 'retry',
      reason: 'You know what it builds on: TIMEOUT. BREAKER waits for it.',
    })
    expect(home(...known('timeout'), ...known('retry')).next?.slug).toBe('breaker')
  })

  it('next is never what is shown as that which one was at', () => {
    const left: ProgressFact = { kind: 'read', slug: 'timeout', data: { finished: false } }
    expect(home(left)).toMatchObject({ resume: { slug: 'timeout' } })
    expect(home(left).next?.slug).not.toBe('timeout')
  })

  it('work on a cluster is work on its lesson', () => {
    const data = { language: 'go', verdict: 'fail', seed: '1', checksPassed: 0, checksTotal: 3 } as const
    const home_ = home(read('breaker'), read('timeout'), { kind: 'attempt', slug: 'raft', data })
    expect(home_.resume).toMatchObject({ slug: 'breaker', step: 'quiz' })
    const passed = home({ kind: 'attempt', slug: 'raft', data: { ...data, verdict: 'pass' } })
    expect(passed.exercises).toEqual({ done: 1, total: 1 })
  })

  it('a review is no work on a lesson', () => {
    const data = { question: 'why', answer: ['b'], correct: true, rating: 'good' } as const
    expect(home({ kind: 'review', slug: 'retry', data }).resume).toBeUndefined()
  })
})
