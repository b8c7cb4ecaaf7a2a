import type { verdictAnnotations } from '../report/verdict-annotations.ts'
import type { SuiteGrade } from '../report/verdict-junit.ts'
import { writeJUnit } from './reporter.ts'

/** Writes the reports that were asked for beside our own. @throws UserError when a file cannot be written (exit 2). */
export async function reportGrade(
  grade: SuiteGrade & Parameters<typeof verdictAnnotations>[0],
  reporters: readonly string[],
  { cwd, write }: { readonly cwd: string; readonly write: (line: string) => void },
): Promise<void> {
  if (reporters.includes('github')) {
    const { annotationLine } = await import('../report/github-annotations.ts')
    const { verdictAnnotations } = await import('../report/verdict-annotations.ts')
    for (const one of verdictAnnotations(grade)) write(annotationLine(one))
  }
  for (const reporter of reporters.filter((one) => one !== 'github')) {
    const { verdictSuite } = await import('../report/verdict-junit.ts')
    await writeJUnit(reporter, verdictSuite(grade), cwd)
  }
}
