import path from 'node:path'
import { parse } from 'yaml'
import {
  type ClusterExercise,
  type ClusterMutant,
  clusterMutantsSchema,
} from '../../../corpus/cluster-exercise-schema.ts'
import type { LanguageId } from '../../../corpus/exercise-schema.ts'
import { packageRoot } from '../../../platform/package-root.ts'
import { readTextFile } from '../../../platform/text-file.ts'
import { builtFolder, type ExercisePlace, type Part, readProgramIn } from '../../exercise-files.ts'
import { withBuiltJavaScript } from '../../read-mutants.ts'

/** The place of an exercise on a cluster that ships. */
export function clusterPlace(id: string): ExercisePlace {
  return { folder: path.join(packageRoot(), 'content', 'clusters', id), built: builtFolder(id) }
}

/** The name of a learner's file in this language. */
export function clusterFile({ id, languages }: ClusterExercise, language: LanguageId): string {
  const file = languages[language]?.file
  if (file === undefined) throw new Error(`${id} has no file for ${language}`)
  return file
}

export async function readClusterProgram(
  exercise: ClusterExercise,
  part: Part,
  language: LanguageId,
  place: ExercisePlace = clusterPlace(exercise.id),
): Promise<string> {
  return readProgramIn(place, part, clusterFile(exercise, language), language)
}

/** The deliberately wrong programs of an exercise, in all its languages. */
export async function readClusterMutants(place: ExercisePlace): Promise<readonly ClusterMutant[]> {
  return withBuiltJavaScript(await writtenClusterMutants(place), place.built)
}

/** As they are written, which is not in JavaScript. */
export async function writtenClusterMutants({ folder }: ExercisePlace): Promise<readonly ClusterMutant[]> {
  const text = await readTextFile(path.join(folder, 'mutants.yaml'))
  return text === undefined ? [] : clusterMutantsSchema.parse(parse(text))
}
