import { loadIndex, loadTopic } from '../corpus/corpus.ts'
import type { Exercise } from '../corpus/exercise-schema.ts'
import { UserError } from '../lib/user-error.ts'
import { troubleWords } from '../messages/trouble/index.ts'

export interface ExerciseOfTopic {
  readonly slug: string
  readonly title: string
  readonly exercise: Exercise
}

/** The contract with the promise that threads may share it. @throws UserError where it leaves no room for that (exit 2). */
export function withThreads({ slug, exercise }: ExerciseOfTopic): Exercise {
  if (exercise.shared || exercise.may_share) return { ...exercise, shared: true }
  const { exercise: say } = troubleWords()
  throw new UserError(say.noThreads({ slug }), { code: 'no-threads', next: [say.withoutThreads] })
}

/** Every exercise of the corpus, in its order. */
export function allExercises(): readonly ExerciseOfTopic[] {
  return loadIndex()
    .items.filter((item) => item.hasExercise)
    .map(({ slug, title }) => ({ slug, title, exercise: loadTopic(slug).exercise as Exercise }))
}
