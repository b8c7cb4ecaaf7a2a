import { DIFFICULTIES } from '../../corpus/topic.ts'
import type { Item, ItemKind } from '../items/items.ts'
import { isKnown, type Standing } from '../items/standing.ts'

/** By concept that is not known yet, the titles of topics and exercises that wait for it, directly or not. */
export type Waiting = ReadonlyMap<string, readonly string[]>

/** Docs: docs/mastery.md. The numbers only say what comes before what. */
const ON_THE_WAY = 1000
const OPENS = 100
const EACH_WAITING = 10
const MOST_WAITING = 9
const BEGUN = 60
const DEEPENS: Readonly<Record<ItemKind, number>> = { lesson: 20, quiz: 60, simulation: 55, exercise: 50 }
const TOO_HARD = 40
const AN_HOUR = 10

interface ScoreContext {
  readonly standing: Standing
  /** Places of the items that are asked for, by id. */
  readonly wanted: ReadonlyMap<string, number> | undefined
  readonly waiting: Waiting
  /** Of `reachOf`. */
  readonly reach: number
}

/** Higher is better. */
export function scoreOf(item: Item, { standing, wanted, waiting, reach }: ScoreContext): number {
  const unknown = item.teaches.filter((concept) => !isKnown(concept, standing.mastery))
  const place = wanted?.get(item.id)
  const count = Math.min(MOST_WAITING, waitingOn(unknown, waiting).length)
  const opens = unknown.length > 0 && item.kind !== 'simulation'
  return (
    (place === undefined ? 0 : ON_THE_WAY - place) +
    (opens ? OPENS + EACH_WAITING * count : DEEPENS[item.kind]) +
    (isBegun(item, standing) ? BEGUN : 0) -
    TOO_HARD * Math.max(0, levelOf(item) - reach - 1) -
    (AN_HOUR * item.minutes) / 60
  )
}

/** Titles of what waits for any of these, each once. */
export function waitingOn(concepts: readonly string[], waiting: Waiting): readonly string[] {
  return [...new Set(concepts.flatMap((concept) => waiting.get(concept) ?? []))]
}

export function waitingFor(scope: readonly Item[], { items, done, mastery }: Standing): Waiting {
  const needs = needsByConcept(items)
  const waiting = new Map<string, string[]>()
  for (const { id, kind, slug, topic, title, needs: direct } of scope) {
    if (done.has(id) || !(kind === 'lesson' || slug !== topic)) continue
    for (const concept of allNeeds(direct, needs)) {
      if (!isKnown(concept, mastery)) waiting.set(concept, [...(waiting.get(concept) ?? []), title])
    }
  }
  return waiting
}

/** What must be known before a concept can be learned. */
function needsByConcept(items: readonly Item[]): ReadonlyMap<string, readonly string[]> {
  const needs = new Map<string, readonly string[]>()
  for (const { kind, teaches, needs: own } of items) {
    for (const concept of teaches) if (kind === 'lesson' || !needs.has(concept)) needs.set(concept, own)
  }
  return needs
}

function allNeeds(
  direct: readonly string[],
  needs: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> {
  const found = new Set<string>(direct)
  for (const concept of found) for (const next of needs.get(concept) ?? []) found.add(next)
  return found
}

export function isBegun({ topic, id }: Item, { items, done }: Standing): boolean {
  return items.some((other) => other.topic === topic && other.id !== id && done.has(other.id))
}

function levelOf({ difficulty }: Item): number {
  return DIFFICULTIES.indexOf(difficulty)
}

/** The hardest level of which something was learned. A beginner may go on to what is intermediate. */
export function reachOf({ items, done, mastery }: Standing): number {
  const learned = items.filter(
    ({ id, teaches }) => done.has(id) && teaches.every((one) => isKnown(one, mastery)),
  )
  return Math.max(0, ...learned.map(levelOf))
}
