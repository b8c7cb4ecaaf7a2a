import type { ConceptGraph, TopicNode } from '../../corpus/concept-graph.ts'
import type { ProgressEvent } from '../events.ts'
import { foldCards, type ReviewCard } from '../review/cards.ts'
import { Scheduler } from '../review/scheduler.ts'
import { type Evidence, evidenceOf } from './evidence.ts'

/** From here on a concept is mastered. */
export const MASTERED = 0.8
/** From here on others may build on it. */
export const MET = 0.4

/** How much each kind of evidence counts, of those that there are for a concept. Published in docs/mastery.md. */
const WEIGHTS = { lesson: 0.2, quiz: 0.4, simulation: 0.1, exercise: 0.3 } as const
type Kind = keyof typeof WEIGHTS
const KINDS = Object.keys(WEIGHTS) as readonly Kind[]

/** Mastery from 0 to 1 of every concept that a lesson teaches or an exercise practises, by id. */
export type Mastery = ReadonlyMap<string, number>

/**
 * What was shown of a concept, times the chance that it is remembered: the weighted mean of the best evidence of each kind, times the mean
 * retrievability (FSRS) of the cards of its lessons. `events` are ordered by time.
 */
export function masteryOf(events: readonly ProgressEvent[], graph: ConceptGraph, nowMs: number): Mastery {
  const evidence = evidenceOf(events)
  const scheduler = new Scheduler()
  const { cards } = foldCards(events, scheduler, (atMs) => atMs)
  const remembered = bySlug([...cards.values()], (card) => scheduler.retrievability(card.memory, nowMs))
  return new Map(
    [...sourcesOf(graph)].map(([concept, sources]) => {
      const chances = sources.topics.flatMap(({ slug }) => remembered.get(slug) ?? [])
      return [concept, rounded(shown(sources, evidence) * mean(chances, 1))]
    }),
  )
}

/** What one can learn a concept by. */
interface Sources {
  readonly topics: readonly TopicNode[]
  /** Slugs and ids of exercises. */
  readonly exercises: readonly string[]
}

function sourcesOf({ topics, clusters }: ConceptGraph): ReadonlyMap<string, Sources> {
  const practised = clusters.flatMap(({ practises }) => practises)
  const concepts = new Set([...topics.flatMap(({ teaches }) => teaches), ...practised])
  return new Map(
    [...concepts].map((concept) => {
      const own = topics.filter(({ teaches }) => teaches.includes(concept))
      const components = own.filter(({ minutes }) => minutes.exercise !== undefined).map(({ slug }) => slug)
      const nodes = clusters.filter(({ practises }) => practises.includes(concept)).map(({ id }) => id)
      return [concept, { topics: own, exercises: [...components, ...nodes] }]
    }),
  )
}

/** The weighted mean over the kinds of evidence that there can be. */
function shown(sources: Sources, evidence: Evidence): number {
  const best: Readonly<Record<Kind, readonly number[]>> = {
    lesson: sources.topics.map(({ slug }) => (evidence.read.has(slug) ? 1 : 0)),
    quiz: sources.topics.filter(({ questions }) => questions > 0).map((topic) => rightShare(topic, evidence)),
    simulation: sources.topics
      .filter(({ simulation }) => simulation !== undefined)
      .map(({ slug }) => (evidence.simulated.has(slug) ? 1 : 0)),
    exercise: sources.exercises.map((slug) => evidence.built.get(slug) ?? 0),
  }
  const kinds = KINDS.filter((kind) => best[kind].length > 0)
  const total = kinds.reduce((sum, kind) => sum + WEIGHTS[kind], 0)
  return kinds.reduce((sum, kind) => sum + WEIGHTS[kind] * Math.max(...best[kind]), 0) / total
}

/** Of all questions of a quiz, the share whose newest answer is right. A question that the quiz has lost counts no more than it did. */
export function rightShare(
  { slug, questions }: Pick<TopicNode, 'slug' | 'questions'>,
  { answers }: Evidence,
): number {
  const right = [...(answers.get(slug)?.values() ?? [])].filter((correct) => correct).length
  return Math.min(1, right / questions)
}

function bySlug(
  cards: readonly ReviewCard[],
  of: (card: ReviewCard) => number,
): ReadonlyMap<string, number[]> {
  const all = new Map<string, number[]>()
  for (const card of cards) all.set(card.slug, [...(all.get(card.slug) ?? []), of(card)])
  return all
}

function mean(values: readonly number[], without: number): number {
  return values.length === 0 ? without : values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Three digits: more would say more than is known. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}
