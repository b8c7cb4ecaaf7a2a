import type { Check, Grade } from '../grading/verdict.ts'
import type { JUnitCase, JUnitSuite } from './junit.ts'

/** What a suite tells of a grade. */
export type SuiteGrade = Pick<Grade, 'pattern' | 'language' | 'checks' | 'replay'>

/** A grade as a JUnit suite: a check is a case; one that was not judged, or only weakly, is skipped. */
export function verdictSuite(grade: SuiteGrade): JUnitSuite {
  const className = `${grade.pattern}.${grade.language}`
  return {
    name: `compendium ${grade.pattern}`,
    cases: grade.checks.map((check) => toCase(check, grade, className)),
  }
}

function toCase(check: Check, grade: SuiteGrade, className: string): JUnitCase {
  const name = `${check.id}: ${check.title}`
  if (check.verdict === 'pass') return { name, className }
  if (check.verdict !== 'fail') return { name, className, skipped: check.message }
  const steps = (check.counterexample?.steps ?? []).map(
    (step) =>
      `${step.atMs} ms  ${step.action}: ${step.happened}${step.expected ? `  (expected: ${step.expected})` : ''}`,
  )
  const text = [check.message, check.counterexample?.setup ?? '', ...steps, `Replay: ${grade.replay}`]
  return {
    name,
    className,
    failure: { message: check.message, text: text.filter((line) => line !== '').join('\n') },
  }
}
