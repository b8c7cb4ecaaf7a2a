import type { LearningPath } from '../../corpus/concept-graph.ts'
import type { ProgressEvent } from '../events.ts'
import { commandOf } from '../items/command.ts'
import type { Standing } from '../items/standing.ts'
import { followedPath } from './follow.ts'
import { type PathItem, type PathProgress, pathProgress } from './path-progress.ts'

/** How far one is on a path. */
export interface PathSummary
  extends Pick<LearningPath, 'id' | 'title' | 'summary' | 'by' | 'months' | 'hours'> {
  /** Items. */
  readonly done: number
  readonly total: number
  readonly minutes: number
  readonly minutesLeft: number
  readonly followed: boolean
}

/** Every path of the corpus, for lists and bars. */
export function pathSummaries(standing: Standing, events: readonly ProgressEvent[]): readonly PathSummary[] {
  const followed = followedPath(events, standing.graph.paths)?.id
  return standing.graph.paths.map((path) => ({
    ...summaryOf(pathProgress(path, standing)),
    followed: path.id === followed,
  }))
}

/** What `path show --json` prints. */
export function pathData(progress: PathProgress) {
  const parts = progress.parts.map(({ title, items }) => ({ title, items: items.map(rowOf) }))
  return { ...summaryOf(progress), parts }
}

function summaryOf({ path, done, total, minutes, minutesLeft }: PathProgress) {
  const { parts: _, ...about } = path
  return { ...about, done, total, minutes, minutesLeft }
}

function rowOf({ item, why, state, waitsFor }: PathItem) {
  const { slug, kind, title, minutes } = item
  return { slug, kind, title, minutes, state, why, waitsFor, command: commandOf(item) }
}
