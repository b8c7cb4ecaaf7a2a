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

/** Where a starter or a solution lies. What is JavaScript was made by the build. */
export function programFile(
  slug: string,
  part: Part,
  contract: ExerciseContract,
  language: LanguageId,
): string {
  const folder = language === 'javascript' ? builtFolder(slug) : exerciseFolder(slug)
  return path.join(folder, part, language, fileName(contract, language))
}

export async function readProgram(
  slug: string,
  part: Part,
  contract: ExerciseContract,
  language: LanguageId,
): Promise<string> {
  const file = programFile(slug, part, contract, language)
  const text = await readTextFile(file)
  if (text === undefined)
    throw new Error(`${file} is missing${language === 'javascript' ? '; npm run build writes it' : ''}`)
  return text
}

/** The solution with the mutant's edits. @throws Error when one finds its place not exactly once. */
export function mutated(solution: string, { id, edits }: Mutant, language: LanguageId): string {
  return (edits[language] ?? []).reduce((text, { find, replace }) => {
    if (text.split(find).length !== 2)
      throw new Error(`${id}, ${language}: "${find}" is not there exactly once`)
    return text.replace(find, () => replace)
  }, solution)
}
