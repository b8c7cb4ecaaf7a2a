import path from 'node:path'
import type { ExerciseContract, LanguageId } from '../corpus/exercise-schema.ts'
import type { Mutant } from '../corpus/mutant-schema.ts'
import { packageRoot } from '../platform/package-root.ts'
import { readTextFile } from '../platform/text-file.ts'

/** The folder that holds all of an exercise but its model. */
export function exerciseFolder(slug: string): string {
  return path.join(packageRoot(), 'content', 'patterns', slug, 'exercise')
}

/** The folder of what the build makes of an exercise: all that is JavaScript. */
export function builtFolder(slug: string): string {
  return path.join(packageRoot(), 'dist', 'exercises', slug)
}

/** The name of a learner's file in this language. */
export function fileName(contract: ExerciseContract, language: LanguageId): string {
  const entry = contract.languages[language]
  if (entry === undefined) throw new Error(`the contract has no file for ${language}`)
  return entry.file
}

export type Part = 'starter' | 'solution'

/** Where all of an exercise lies but its contract. */
export interface ExercisePlace {
  readonly folder: string
  /** What the build makes of it: all that is JavaScript. */
  readonly built: string
}

/** The place of a component's exercise. */
export function exercisePlace(slug: string): ExercisePlace {
  return { folder: exerciseFolder(slug), built: builtFolder(slug) }
}

/** Where a starter or a solution lies. What is JavaScript was made by the build. */
export function programFile(
  slug: string,
  part: Part,
  contract: ExerciseContract,
  language: LanguageId,
): string {
  return programIn(exercisePlace(slug), part, fileName(contract, language), language)
}

function programIn(place: ExercisePlace, part: Part, name: string, language: LanguageId): string {
  return path.join(language === 'javascript' ? place.built : place.folder, part, language, name)
}

export async function readProgram(
  slug: string,
  part: Part,
  contract: ExerciseContract,
  language: LanguageId,
): Promise<string> {
  return readProgramIn(exercisePlace(slug), part, fileName(contract, language), language)
}

/** A starter or a solution, by the name of its file. @throws Error when it is not there. */
export async function readProgramIn(
  place: ExercisePlace,
  part: Part,
  name: string,
  language: LanguageId,
): Promise<string> {
  const file = programIn(place, part, name, language)
  const text = await readTextFile(file)
  if (text === undefined)
    throw new Error(`${file} is missing${language === 'javascript' ? '; npm run build writes it' : ''}`)
  return text
}

/** The solution with the mutant's edits. @throws Error when one finds its place not exactly once. */
export function mutated(
  solution: string,
  { id, edits }: Pick<Mutant, 'id' | 'edits'>,
  language: LanguageId,
): string {
  return (edits[language] ?? []).reduce((text, { find, replace }) => {
    if (text.split(find).length !== 2)
      throw new Error(`${id}, ${language}: "${find}" is not there exactly once`)
    return text.replace(find, () => replace)
  }, solution)
}
