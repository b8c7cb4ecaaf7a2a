import { loadIndex, loadTopic, requireTopic } from '../corpus/corpus.ts'
import type { Exercise } from '../corpus/exercise-schema.ts'
import { UserError } from '../lib/user-error.ts'

export interface ExerciseOfTopic {
  readonly slug: string
  readonly title: string
  readonly exercise: Exercise
}

/** The exercise of the pattern that the user named. @throws UserError with the nearest names (exit 2). */
export function requireExercise(name: string): ExerciseOfTopic {
  const topic = requireTopic(name)
  if (topic.exercise === undefined) {
    const others = loadIndex().items.filter((item) => item.hasExercise)
    throw new UserError(`${topic.slug} has no exercise.`, {
      code: 'no-exercise',
      next: [`Patterns that have one: ${others.map((item) => item.slug).join(', ')}`],
    })
  }
  return { slug: topic.slug, title: topic.title, exercise: topic.exercise as Exercise }
}

/** The contract with the promise that threads may share it. @throws UserError where it leaves no room for that (exit 2). */
export function withThreads({ slug, exercise }: ExerciseOfTopic): Exercise {
  if (exercise.shared || exercise.may_share) return { ...exercise, shared: true }
  throw new UserError(`The contract of ${slug} says nothing of threads.`, {
    code: 'no-threads',
    next: ['Run the test without --threads.'],
  })
}

/** Every exercise of the corpus, in its order. */
export function allExercises(): readonly ExerciseOfTopic[] {
  return loadIndex()
    .items.filter((item) => item.hasExercise)
    .map(({ slug, title }) => ({ slug, title, exercise: loadTopic(slug).exercise as Exercise }))
}
