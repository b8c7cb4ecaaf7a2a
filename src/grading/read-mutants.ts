import path from 'node:path'
import { parse } from 'yaml'
import { type Mutant, mutantsSchema } from '../corpus/mutant-schema.ts'
import { readTextFile } from '../platform/text-file.ts'
import { exerciseFolder } from './exercise-files.ts'

/** The deliberately wrong programs of an exercise; none when it has no file of them. */
export async function readMutants(slug: string): Promise<readonly Mutant[]> {
  const text = await readTextFile(path.join(exerciseFolder(slug), 'mutants.yaml'))
  return text === undefined ? [] : mutantsSchema.parse(parse(text))
}
