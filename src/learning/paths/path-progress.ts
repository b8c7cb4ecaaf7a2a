import type { LearningPath } from '../../corpus/concept-graph.ts'
import { type Item, itemId } from '../items/items.ts'
import { type ItemState, isBehind, type Standing, stateOf, unmet } from '../items/standing.ts'
import { recommend } from '../recommend/recommend.ts'
import { pathParts } from './path-parts.ts'

/** An item on a path. `recommended`: of those that are ready the one to do next. */
export interface PathItem {
  readonly item: Item
  readonly why: string
  readonly state: ItemState | 'recommended'
  /** Ids of concepts that it waits for. */
  readonly waitsFor: readonly string[]
}

export interface PathProgress {
  readonly path: LearningPath
  readonly parts: readonly { readonly title: string; readonly items: readonly PathItem[] }[]
  readonly done: number
  readonly total: number
  /** Of all, and of what is not done. */
  readonly minutes: number
  readonly minutesLeft: number
}

/** A path as this learner has it before them. */
export function pathProgress(path: LearningPath, standing: Standing): PathProgress {
  const next = recommend(standing, { path, limit: 1 })[0]
  const nextId = next === undefined || next.kind === 'review' ? undefined : itemId(next.kind, next.slug)
  const parts = pathParts(path, standing).map(({ title, planned }) => ({
    title,
    items: planned.map(({ item, why }) => ({
      ...{ item, why, waitsFor: unmet(item, standing.mastery) },
      state: item.id === nextId ? ('recommended' as const) : stateOf(item, standing),
    })),
  }))
  const items = parts.flatMap((part) => part.items.map(({ item }) => item))
  const left = items.filter((item) => !isBehind(item, standing))
  return {
    ...{ path, parts, total: items.length, done: items.length - left.length },
    ...{ minutes: sum(items), minutesLeft: sum(left) },
  }
}

function sum(items: readonly Item[]): number {
  return items.reduce((total, { minutes }) => total + minutes, 0)
}
