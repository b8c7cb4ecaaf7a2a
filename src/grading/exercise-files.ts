import path from 'node:path'
import type { ExerciseContract, LanguageId } from '../corpus/exercise-schema.ts'
import type { Mutant } from '../corpus/mutant-schema.ts'
import { packageRoot } from '../platform/package-root.ts'
import { readTextFile } from '../platform/text-file.ts'

/** The folder that holds all of an exercise but its model. */
export function exerciseFolder(slug: string): string {
  return path.join(packageRoot(), 'content', 'patterns', slug, 'exercise')
}

/** The name of a learner's file in this language. */
export function fileName(contract: ExerciseContract, language: LanguageId): string {
  const entry = contract.languages[language]
  if (entry === undefined) throw new Error(`the contract has no file for ${language}`)
  return entry.file
}

export type Part = 'starter' | 'solution'

export async function readProgram(
  slug: string,
  part: Part,
  contract: ExerciseContract,
  language: LanguageId,
): Promise<string> {
  const file = path.join(exerciseFolder(slug), part, language, fileName(contract, language))
  const text = await readTextFile(file)
  if (text === undefined) throw new Error(`the ${part} ${slug}/${language} is missing`)
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
