import { expect, it } from 'vitest'
import type { Topic } from '../../src/corpus/topic.ts'
import type { ProgressEvent, ProgressFact } from '../../src/learning/events.ts'
import { progressOf } from '../../src/learning/load-progress.ts'
import { exercisesOf, nextStep, stepsOf } from '../../src/learning/track/steps.ts'
import { foldVisits, visitOf } from '../../src/learning/track/visits.ts'
import { bulkhead } from './helpers/corpus.ts'

const raft = { id: 'raft', title: 'Raft', lesson: 'bulkhead', summary: '', languages: ['go'], stages: 6 }
const simulation = { scenario: 'raft', seed: 6, parameters: {}, notice: [] }
const diagram = { type: 'diagram', source: '', text: '', alt: '' } as const
const whole: Topic = { ...bulkhead, blocks: [...bulkhead.blocks, diagram], simulation }

function steps(topic: Topic, facts: readonly ProgressFact[], clusters = [raft]) {
  const events = facts.map((fact, place): ProgressEvent => ({ ...fact, id: String(place), atMs: place }))
  const visit = visitOf(foldVisits(events), topic.slug)
  return stepsOf({ topic, clusters }, { progress: progressOf(events, 1000), visit })
}

const { slug } = bulkhead
const attempt = (verdict: 'pass' | 'fail'): ProgressFact => ({
  kind: 'attempt',
  slug: 'raft',
  data: { language: 'go', verdict, seed: '1', checksPassed: 1, checksTotal: 1 },
})

it('a track has the steps that its topic has, in order', () => {
  const kinds = (topic: Topic, clusters = [raft]) => steps(topic, [], clusters).map(({ kind }) => kind)
  expect(kinds(whole)).toEqual(['lesson', 'diagram', 'simulation', 'quiz', 'exercise'])
  expect(kinds({ ...bulkhead, quiz: [] }, [])).toEqual(['lesson'])
})

it('the exercises of a topic are its own and those on clusters that it teaches', () => {
  expect(exercisesOf({ topic: whole, clusters: [raft] })).toEqual(['raft'])
})

it('what was done is done; what was left is next', () => {
  const facts: ProgressFact[] = [
    { kind: 'read', slug, data: { finished: true } },
    { kind: 'simulation', slug, data: { scenario: 'raft', seeds: 1 } },
    attempt('fail'),
  ]
  const found = steps(whole, facts)
  expect(found.filter(({ done }) => done).map(({ kind }) => kind)).toEqual(['lesson', 'simulation'])
  expect(nextStep(found)?.kind).toBe('diagram')
})

it('a program that passed ends the exercise', () => {
  expect(steps(whole, [attempt('fail'), attempt('pass')]).at(-1)).toEqual({ kind: 'exercise', done: true })
})

it('the place in a lesson is where it was left last, and none once it was read to its end', () => {
  const left = (place: string): ProgressEvent => ({
    ...{ kind: 'read', slug, id: place, atMs: 1 },
    data: { finished: false, place },
  })
  const ended: ProgressEvent = { kind: 'read', slug, id: 'x', atMs: 2, data: { finished: true } }
  expect(visitOf(foldVisits([left('a'), left('b')]), slug).place).toBe('b')
  expect(visitOf(foldVisits([left('a'), ended]), slug).place).toBeUndefined()
})
