import type { Grade } from '../grading/verdict.ts'
import type { Annotation } from './github-annotations.ts'

/** An error for every check that failed, a warning for what was not shown, in the words of the report. */
export function verdictAnnotations(
  grade: Pick<Grade, 'pattern' | 'file' | 'checks' | 'fault' | 'diagnosis' | 'replay'>,
): Annotation[] {
  const { pattern, file, checks, fault, diagnosis, replay } = grade
  const again = `Run it again: ${replay}`
  if (fault !== undefined) {
    const place = fault.line === undefined ? { file } : { file, line: fault.line }
    const level = fault.verdict === 'fail' ? 'error' : 'warning'
    return [{ level, title: pattern, text: [fault.message, ...fault.next, again].join('\n'), ...place }]
  }
  const cause = diagnosis === undefined ? [] : [diagnosis.message]
  return checks.flatMap(({ id, verdict, message }): Annotation[] => {
    const title = `${pattern}: ${id}`
    if (verdict === 'fail')
      return [{ level: 'error', title, text: [message, ...cause, again].join('\n'), file }]
    return verdict === 'pass' ? [] : [{ level: 'warning', title, text: `${message}\n${again}`, file }]
  })
}
