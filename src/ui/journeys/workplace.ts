import path from 'node:path'
import { type AnyExercise, requireAnyExercise } from '../../grading/any-exercise.ts'
import type { WrittenExercise } from '../../grading/write-exercise.ts'
import { shellLine } from '../../lib/shell-words.ts'
import { readTextFile } from '../../platform/text-file.ts'
import type { Workplace } from '../screens/exercise/state.ts'

/** An exercise in one of its languages. */
export interface Offer {
  readonly exercise: AnyExercise
  readonly language: string
  /** The name of the learner's file. */
  readonly file: string
  readonly label: string
}

export async function offersOf(names: readonly string[]): Promise<readonly Offer[]> {
  return names.map(requireAnyExercise).flatMap((found) =>
    Object.entries(found.exercise.languages).map(([language, { file }]) => ({
      ...{ exercise: found, language, file },
      label: `${found.title}, ${language}: ${path.join(folderOf(found.slug, language), file)}`,
    })),
  )
}

/**
 * Where the learner works on it: a folder of its own below `cwd`. What is there already is the learner's, and stays.
 * @throws UserError (exit 2) for other files in the way, and for a folder that cannot be written to.
 */
export async function workplaceOf(offer: Offer, cwd: string): Promise<Workplace> {
  const { exercise, language, file } = offer
  const dir = path.join(cwd, folderOf(exercise.slug, language))
  const place = path.join(dir, file)
  const found = (await readTextFile(place)) !== undefined
  if (!found) await write(exercise, { language, dir, force: false, dryRun: false })
  return {
    ...{ title: exercise.title, file: place, found },
    test: shellLine(['compendium', 'test', file, '--pattern', exercise.slug]),
  }
}

function folderOf(slug: string, language: string): string {
  return `${slug}-${language}`
}

async function write(
  found: AnyExercise,
  how: { language: string; dir: string; force: boolean; dryRun: boolean },
): Promise<WrittenExercise> {
  if (found.kind === 'cluster') {
    const { writeClusterExercise } = await import('../../grading/cluster/exercise/write-exercise.ts')
    return writeClusterExercise({ exercise: found.exercise, ...how })
  }
  const { writeExercise } = await import('../../grading/write-exercise.ts')
  const { slug, title, exercise } = found
  return writeExercise({ slug, title, contract: exercise, ...how })
}
