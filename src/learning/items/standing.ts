import type { ConceptGraph } from '../../corpus/concept-graph.ts'
import type { ProgressEvent } from '../events.ts'
import { type Evidence, evidenceOf } from '../mastery/evidence.ts'
import { MASTERED, type Mastery, MET, masteryOf, rightShare } from '../mastery/mastery.ts'
import { type Item, type ItemKind, itemsOf } from './items.ts'

/** Where a learner stands: what is done, and what is known how well. */
export interface Standing {
  readonly graph: ConceptGraph
  readonly items: readonly Item[]
  readonly mastery: Mastery
  readonly evidence: Evidence
  /** Ids of items. */
  readonly done: ReadonlySet<string>
}

/** A quiz is done with when so many of its questions are right. */
const QUIZ_DONE = 0.8

/** `events` are ordered by time. */
export function standingOf(events: readonly ProgressEvent[], graph: ConceptGraph, nowMs: number): Standing {
  const items = itemsOf(graph)
  const evidence = evidenceOf(events)
  const mastery = masteryOf(events, graph, nowMs)
  const questions = new Map(graph.topics.map((topic) => [topic.slug, topic.questions]))
  const isDone: Readonly<Record<ItemKind, (slug: string) => boolean>> = {
    lesson: (slug) => evidence.read.has(slug),
    quiz: (slug) => rightShare({ slug, questions: questions.get(slug) ?? 1 }, evidence) >= QUIZ_DONE,
    simulation: (slug) => evidence.simulated.has(slug),
    exercise: (slug) => evidence.built.get(slug) === 1,
  }
  const done = new Set(items.filter(({ kind, slug }) => isDone[kind](slug)).map(({ id }) => id))
  return { graph, items, mastery, evidence, done }
}

/** Well enough to build on. A concept that nothing here teaches is taken to be known. */
export function isKnown(concept: string, mastery: Mastery): boolean {
  return (mastery.get(concept) ?? 1) >= MET
}

/** Concepts that must be known before, and are not. */
export function unmet({ needs }: Pick<Item, 'needs'>, mastery: Mastery): readonly string[] {
  return needs.filter((concept) => !isKnown(concept, mastery))
}

/** Done, or nothing in it that is not mastered otherwise. */
export function isBehind(item: Item, { done, mastery }: Standing): boolean {
  return done.has(item.id) || item.teaches.every((concept) => (mastery.get(concept) ?? 0) >= MASTERED)
}

export type ItemState = 'done' | 'ready' | 'locked'

/** Locked: something that it builds on is not known, or comes first. Nothing is ever refused because of that. */
export function stateOf(item: Item, standing: Standing): ItemState {
  if (isBehind(item, standing)) return 'done'
  const waits = item.after.some((id) => !standing.done.has(id))
  return waits || unmet(item, standing.mastery).length > 0 ? 'locked' : 'ready'
}
