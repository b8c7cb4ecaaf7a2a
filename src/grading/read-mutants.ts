import path from 'node:path'
import { parse } from 'yaml'
import { type Mutant, mutantsSchema } from '../corpus/mutant-schema.ts'
import { readTextFile } from '../platform/text-file.ts'
import { builtFolder, exerciseFolder } from './exercise-files.ts'

/** The deliberately wrong programs of an exercise, in all its languages; none when it has no file of them. */
export async function readMutants(slug: string): Promise<readonly Mutant[]> {
  return withBuiltJavaScript(await writtenMutants(slug), builtFolder(slug))
}

/** The same, with the edits that the build made of those in TypeScript. */
export async function withBuiltJavaScript<One extends Pick<Mutant, 'id' | 'edits'>>(
  mutants: readonly One[],
  folder: string,
): Promise<readonly One[]> {
  if (mutants.every(({ edits }) => edits.typescript === undefined)) return mutants
  const file = path.join(folder, 'mutants.json')
  const text = await readTextFile(file)
  if (text === undefined) throw new Error(`${file} is missing; npm run build writes it`)
  const built = JSON.parse(text) as Readonly<Record<string, NonNullable<Mutant['edits']['javascript']>>>
  return mutants.map((one) => {
    const javascript = built[one.id]
    return javascript === undefined ? one : { ...one, edits: { ...one.edits, javascript } }
  })
}

/** As they are written, which is not in JavaScript. */
export async function writtenMutants(slug: string): Promise<readonly Mutant[]> {
  const text = await readTextFile(path.join(exerciseFolder(slug), 'mutants.yaml'))
  return text === undefined ? [] : mutantsSchema.parse(parse(text))
}
