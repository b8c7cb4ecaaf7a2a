import type { LearningPath } from '../../corpus/concept-graph.ts'
import { UserError } from '../../lib/user-error.ts'
import { troubleWords } from '../../messages/trouble/index.ts'
import type { ProgressEvent } from '../events.ts'
import { requirePath } from './goal.ts'

type Paths = readonly LearningPath[]

/** The path that is followed: the newest that was begun, unless it was left since. `events` are ordered by time. */
export function followedPath(events: readonly ProgressEvent[], paths: Paths): LearningPath | undefined {
  const last = events.findLast((event) => event.kind === 'path')
  return last?.data.followed ? paths.find(({ id }) => id === last.slug) : undefined
}

/** The path that is named, else the one that is followed. @throws UserError (exit 2) where there is neither. */
export function chosenPath(
  name: string | undefined,
  events: readonly ProgressEvent[],
  paths: Paths,
): LearningPath {
  const found = name === undefined ? followedPath(events, paths) : requirePath(name, paths)
  if (found !== undefined) return found
  const words = troubleWords().path
  throw new UserError(words.which, {
    code: 'missing-path',
    next: [words.list, words.follow],
  })
}

/** @throws UserError (exit 2) when a path is to be followed and left at once. */
export function oneOf(path: string | undefined, stop: boolean): void {
  if (path === undefined || !stop) return
  throw new UserError(troubleWords().path.stopTakesNone, { code: 'path-and-stop' })
}
