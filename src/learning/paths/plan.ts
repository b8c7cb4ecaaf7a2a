import type { ConceptGraph } from '../../corpus/concept-graph.ts'
import { studyWords } from '../../messages/study/index.ts'
import { type Item, itemId } from '../items/items.ts'
import type { Goal } from './goal.ts'

/** An item of a plan, with the reason why it is there. */
export interface PlannedItem {
  readonly item: Item
  readonly why: string
}

interface Shelf {
  readonly byId: ReadonlyMap<string, Item>
  /** By concept, what is enough to know it: a lesson and its quiz, or the shortest exercise where no lesson teaches it. */
  readonly enough: ReadonlyMap<string, readonly Item[]>
  readonly titles: ReadonlyMap<string, string>
}

/**
 * Everything that the goals need, directly or not, each item after all that it builds on, and the goals' own items last: of what is needed
 * the lesson and its quiz, of a goal all there is.
 */
export function planTo(
  goals: readonly Goal[],
  graph: ConceptGraph,
  items: readonly Item[],
): readonly PlannedItem[] {
  const shelf = shelfOf(graph, items)
  const planned = new Map<string, PlannedItem>()
  for (const goal of goals) for (const item of goal.items) add(item, whyGoal(item, goal), shelf, planned)
  return [...planned.values()]
}

function shelfOf(graph: ConceptGraph, items: readonly Item[]): Shelf {
  const byId = new Map(items.map((item) => [item.id, item]))
  const enough = new Map<string, readonly Item[]>()
  for (const cluster of [...graph.clusters].sort((a, b) => a.minutes - b.minutes)) {
    const exercise = byId.get(itemId('exercise', cluster.id))
    for (const concept of cluster.practises) {
      if (exercise !== undefined && !enough.has(concept)) enough.set(concept, [exercise])
    }
  }
  for (const { slug, teaches } of [...graph.topics].reverse()) {
    const own = [byId.get(itemId('lesson', slug)), byId.get(itemId('quiz', slug))]
    for (const concept of teaches)
      enough.set(
        concept,
        own.filter((item) => item !== undefined),
      )
  }
  return { byId, enough, titles: new Map(graph.concepts.map(({ id, title }) => [id, title])) }
}

/** Whatever comes first is added first; the map keeps that order. The lint has seen to it that this ends. */
function add(item: Item, why: string, shelf: Shelf, planned: Map<string, PlannedItem>): void {
  if (planned.has(item.id)) return
  const { path, theKinds } = studyWords()
  for (const concept of item.needs) {
    const because = path.builds({ title: item.title, concept: shelf.titles.get(concept) ?? concept })
    for (const first of shelf.enough.get(concept) ?? []) add(first, because, shelf, planned)
  }
  for (const id of item.after) {
    const first = shelf.byId.get(id)
    if (first !== undefined) add(first, path.before({ kind: theKinds[item.kind] }), shelf, planned)
  }
  planned.set(item.id, { item, why })
}

function whyGoal({ kind, title }: Item, goal: Goal): string {
  const { path, theKinds } = studyWords()
  return title === goal.title
    ? path.goalIts[kind]
    : path.goalOn({ goal: goal.title, kind: theKinds[kind], title })
}

/** As much of the plan, in its order, as there is time for. */
export function cutToTime<T>(
  planned: readonly T[],
  minutesOf: (one: T) => number,
  minutes: number,
): { readonly now: readonly T[]; readonly later: readonly T[] } {
  let used = 0
  const end = planned.findIndex((one) => {
    used += minutesOf(one)
    return used > minutes
  })
  return end < 0 ? { now: planned, later: [] } : { now: planned.slice(0, end), later: planned.slice(end) }
}
