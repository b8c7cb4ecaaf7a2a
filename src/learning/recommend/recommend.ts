import type { LearningPath } from '../../corpus/concept-graph.ts'
import { studyWords } from '../../messages/study/index.ts'
import { dueCards } from '../../messages/study/phrases.ts'
import { commandOf } from '../items/command.ts'
import type { Item, ItemKind } from '../items/items.ts'
import { type Standing, stateOf } from '../items/standing.ts'
import type { Goal } from '../paths/goal.ts'
import { pathParts } from '../paths/path-parts.ts'
import { planTo } from '../paths/plan.ts'
import type { DueCard } from '../review/due.ts'
import { reasonOf } from './reason.ts'
import { reachOf, scoreOf, waitingFor } from './score.ts'

export interface Recommendation {
  readonly kind: ItemKind | 'review'
  readonly slug: string
  readonly title: string
  /** Why this, and why now: a sentence or some. */
  readonly reason: string
  readonly minutes: number
  /** What to type. */
  readonly command: string
}

export interface RecommendOptions {
  /** Minutes at hand; what takes longer is left out. */
  readonly minutes?: number | undefined
  /** What is on it comes first. */
  readonly path?: LearningPath | undefined
  /** What leads to it comes first, ahead of the path. */
  readonly goal?: Goal | undefined
  readonly limit?: number | undefined
  /** Cards that are due, the most forgotten first. */
  readonly due?: readonly Pick<DueCard, 'slug' | 'title' | 'kind'>[]
}

const MINUTES_A_CARD = 0.5

/**
 * What to do next, best first. Only what is ready: all that it builds on is known, and it is neither done nor mastered otherwise.
 * Cards that are due come before all else, since what is forgotten meanwhile has to be learned again.
 */
export function recommend(standing: Standing, options: RecommendOptions = {}): readonly Recommendation[] {
  const { minutes = Number.POSITIVE_INFINITY, path, limit } = options
  const wanted = wantedItems(standing, options)
  const ready = standing.items.filter(
    (item) => item.minutes <= minutes && stateOf(item, standing) === 'ready',
  )
  const scope = wanted === undefined ? standing.items : standing.items.filter(({ id }) => wanted.has(id))
  const waiting = waitingFor(scope, standing)
  const known = { standing, wanted, waiting, reach: reachOf(standing) }
  const scored = ready.map((item) => ({ item, score: scoreOf(item, known) }))
  // Among equals the order of the corpus holds, the easiest first.
  const best = scored.sort((a, b) => b.score - a.score)
  const items = best.slice(0, limit).map(({ item }) => ({
    ...{ kind: item.kind, slug: item.slug, title: item.title, minutes: item.minutes },
    reason: reasonOf(item, { standing, waiting, goal: options.goal, path, wanted }),
    command: commandOf(item),
  }))
  return [...reviews(options, minutes), ...items].slice(0, limit)
}

/** Ids of the items that lead to the goal, or are on the path, with their places; undefined without either. */
function wantedItems(
  standing: Standing,
  { goal, path }: RecommendOptions,
): ReadonlyMap<string, number> | undefined {
  const { graph, items } = standing
  if (goal !== undefined) return placesOf(planTo([goal], graph, items))
  if (path !== undefined) return placesOf(pathParts(path, standing).flatMap(({ planned }) => planned))
  return undefined
}

function placesOf(planned: readonly { readonly item: Item }[]): ReadonlyMap<string, number> {
  return new Map(planned.map(({ item }, place) => [item.id, place]))
}

function reviews({ due = [] }: RecommendOptions, minutes: number): Recommendation[] {
  const [first] = due
  const fitting = Math.min(due.length, Math.floor(minutes / MINUTES_A_CARD))
  if (first === undefined || fitting === 0) return []
  const words = studyWords().recommend
  const count = due.length
  const insightsDue = due.filter(({ kind }) => kind === 'insight').length
  const what = dueCards({ reviewsDue: count, insightsDue })
  return [
    {
      ...{
        kind: 'review',
        slug: first.slug,
        title: count > 1 ? words.reviewMore(first) : words.review(first),
      },
      reason: words.due({ what, count }),
      minutes: Math.ceil(fitting * MINUTES_A_CARD),
      command: fitting < due.length ? `compendium review --limit ${fitting}` : 'compendium review',
    },
  ]
}
