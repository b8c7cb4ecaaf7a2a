import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { type ExerciseContract, exerciseSchema, type LanguageId } from '../../src/corpus/exercise-schema.ts'
import { exerciseFolder } from '../../src/grading/exercise-files.ts'
import { packageRoot } from '../../src/platform/package-root.ts'

/** The contract of a pattern, as its author wrote it. */
export function contractOf(slug: string): ExerciseContract {
  return exerciseSchema.parse(parse(readFileSync(path.join(exerciseFolder(slug), 'exercise.yaml'), 'utf8')))
}

/** The same with the promise that threads may share it, where it leaves that open. */
export function sharedContractOf(slug: string): ExerciseContract {
  const contract = contractOf(slug)
  return { ...contract, shared: contract.shared || contract.may_share }
}

/** Patterns whose components threads share, or may share. */
export const SHARED_PATTERNS = readdirSync(path.join(packageRoot(), 'content', 'patterns')).filter(
  (slug) =>
    existsSync(path.join(exerciseFolder(slug), 'exercise.yaml')) && sharedContractOf(slug).shared === true,
)

/** The name and text of the solution of a pattern. */
export function solutionOf(slug: string, language: LanguageId): { name: string; text: string } {
  const name = contractOf(slug).languages[language]?.file ?? ''
  return { name, text: readFileSync(path.join(exerciseFolder(slug), 'solution', language, name), 'utf8') }
}
