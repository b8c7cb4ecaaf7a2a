import type { ConceptGraph } from '../../corpus/concept-graph.ts'
import type { ProgressEvent } from '../events.ts'
import { standingOf } from '../items/standing.ts'
import { followedPath } from '../paths/follow.ts'
import { recommend } from '../recommend/recommend.ts'

/** What to read next, and why. */
export interface NextTopic {
  readonly slug: string
  readonly title: string
  readonly minutes: number
  /** A sentence or some. */
  readonly reason: string
}

export interface NextContext {
  readonly graph: ConceptGraph
  readonly nowMs: number
  /** Slug of what is shown already, as that which the learner was at. */
  readonly besides: string | undefined
}

/** The lesson that `recommend` would name first, on the path that is followed; undefined when none is ready. */
export function nextTopic(
  events: readonly ProgressEvent[],
  { graph, nowMs, besides }: NextContext,
): NextTopic | undefined {
  const path = followedPath(events, graph.paths)
  const ready = recommend(standingOf(events, graph, nowMs), { path })
  const found = ready.find(({ kind, slug }) => kind === 'lesson' && slug !== besides)
  if (found === undefined) return undefined
  const { slug, title, minutes, reason } = found
  return { slug, title, minutes, reason }
}
