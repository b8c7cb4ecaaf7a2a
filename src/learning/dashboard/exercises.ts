import type { ClusterItem, CorpusItem } from '../../corpus/topic.ts'
import type { ProgressEvent } from '../events.ts'

type Attempt = Extract<ProgressEvent, { kind: 'attempt' }>

/** A pattern of which a program of the learner's was graded pass. */
export interface ImplementedPattern {
  readonly slug: string
  /** In the order in which they first passed. */
  readonly languages: readonly string[]
}

/** How far the nodes for one exercise have come. */
export interface ClusterStages {
  readonly id: string
  readonly title: string
  readonly attempts: number
  /** Of the best attempt. */
  readonly stagesPassed: number
  readonly stages: number
}

/** In the order in which they first passed. A pattern that the corpus has no exercise for any more is left out. */
export function implementedPatterns(
  events: readonly ProgressEvent[],
  items: readonly CorpusItem[],
): readonly ImplementedPattern[] {
  const known = new Set(items.flatMap(({ slug, hasExercise }) => (hasExercise ? [slug] : [])))
  const languages = new Map<string, Set<string>>()
  for (const { slug, data } of attempts(events)) {
    if (data.verdict !== 'pass' || !known.has(slug)) continue
    languages.set(slug, (languages.get(slug) ?? new Set()).add(data.language))
  }
  return [...languages].map(([slug, passed]) => ({ slug, languages: [...passed] }))
}

/** Every exercise on clusters, in the order of the corpus. */
export function clusterStages(
  events: readonly ProgressEvent[],
  clusters: readonly ClusterItem[],
): readonly ClusterStages[] {
  return clusters.map(({ id, title, stages }) => {
    const own = attempts(events).filter(({ slug }) => slug === id)
    const best = Math.max(0, ...own.map(({ data }) => data.checksPassed))
    return { id, title, attempts: own.length, stagesPassed: Math.min(stages, best), stages }
  })
}

function attempts(events: readonly ProgressEvent[]): Attempt[] {
  return events.filter((event): event is Attempt => event.kind === 'attempt')
}
