import type { Exercise } from '../corpus/exercise-schema.ts'
import { inIdiom } from './contract-text.ts'
import { languageById, OTHER_LANGUAGE } from './languages.ts'
import type { Grade } from './verdict.ts'

/** What helps with a failure: the rules that it breaks and whence they come, the fault, a hint, the lesson. */
export interface Explanation {
  readonly rules: readonly { readonly id: string; readonly statement: string; readonly source: string }[]
  /** The known fault that predicts every answer of the program, if one does. */
  readonly cause?: string
  readonly hint?: { readonly level: number; readonly title: string; readonly text: string }
  /** The command that opens the lesson. */
  readonly lesson: string
}

/** The hint that names the usual faults; the last one all but solves the exercise. */
const HINT_LEVEL = 2

/** Undefined when nothing failed. */
export function explanationOf(grade: Grade, exercise: Exercise): Explanation | undefined {
  const failed = grade.checks.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id)
  if (failed.length === 0 || grade.fault !== undefined) return undefined
  const language = languageById(grade.language) ?? OTHER_LANGUAGE
  const rules = exercise.properties
    .filter(({ id }) => failed.includes(id))
    .map(({ id, statement, source }) => ({ id, statement: inIdiom(statement, exercise, language), source }))
  const hint = exercise.hints.find(({ level }) => level === HINT_LEVEL)
  return {
    rules,
    ...(grade.diagnosis === undefined ? {} : { cause: grade.diagnosis.message }),
    ...(hint === undefined ? {} : { hint }),
    lesson: `compendium learn ${grade.pattern}`,
  }
}
