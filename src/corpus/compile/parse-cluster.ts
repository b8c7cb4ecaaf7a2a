import {
  type ClusterExercise,
  clusterExerciseSchema,
  clusterMutantsSchema,
} from '../cluster-exercise-schema.ts'
import { type Hint, hintsFromMarkdown } from '../exercise-schema.ts'
import type { Problems } from './problem.ts'
import { readPart, type TopicFolder } from './read-part.ts'
import type { YamlData } from './yaml-data.ts'

type Written = ReturnType<typeof clusterMutantsSchema.parse>

/** An exercise on a cluster, and what the lint rules need besides: where things are written. */
export interface ParsedCluster {
  readonly folder: TopicFolder
  readonly exercise: ClusterExercise
  readonly yaml: YamlData
  readonly mutants?: { readonly data: Written; readonly yaml: YamlData }
}

/** Reads one folder of `clusters/`. Undefined, after reporting why, when there is no exercise to offer. */
export function parseCluster(folder: TopicFolder, problems: Problems): ParsedCluster | undefined {
  if (!folder.files.has('exercise.yaml')) {
    const message = 'a folder of clusters/ without exercise.yaml is no exercise yet'
    problems.warning(folder.path, undefined, 'missing-file', message)
    return undefined
  }
  const part = readPart(folder, 'exercise.yaml', clusterExerciseSchema, problems)
  const mutants = readPart(folder, 'mutants.yaml', clusterMutantsSchema, problems)
  const hints = hintsOf(folder, problems)
  if (part === undefined || hints === undefined) return undefined
  const exercise = { id: folder.slug, ...part.data, hints, mutants: mutants?.data.length ?? 0 }
  return { folder, exercise, yaml: part.yaml, ...(mutants === undefined ? {} : { mutants }) }
}

function hintsOf(folder: TopicFolder, problems: Problems): Hint[] | undefined {
  try {
    return hintsFromMarkdown(folder.files.get('hints.md') ?? '')
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    problems.error(`${folder.path}/hints.md`, undefined, 'hints', message)
    return undefined
  }
}
