import type { ClusterExercise } from '../../../corpus/cluster-exercise-schema.ts'
import type { Explanation } from '../../explanation.ts'
import type { ClusterExerciseGrade } from './grade-exercise.ts'

/** The hint that names the idea; the last one all but solves the exercise. */
const HINT_LEVEL = 2

/** What the stage that failed holds every program to, whence that comes, and a hint. Undefined when nothing failed. */
export function explainStage(
  { stages, fault }: ClusterExerciseGrade,
  { hints, sources, lesson }: ClusterExercise,
): Explanation | undefined {
  const failed = stages.filter(({ verdict }) => verdict === 'fail')
  if (failed.length === 0 || fault !== undefined) return undefined
  const source = sources
    .map(({ authors, title, locator }) => [authors.join(', '), title, locator].filter(Boolean).join(', '))
    .join('; ')
  const hint = hints.find(({ level }) => level === HINT_LEVEL)
  return {
    rules: failed.map(({ id, statement }) => ({ id, statement, source })),
    ...(hint === undefined ? {} : { hint }),
    lesson: `compendium learn ${lesson}`,
  }
}
