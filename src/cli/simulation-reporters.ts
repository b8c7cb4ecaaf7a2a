import type { SimulationOutcome } from '../report/simulation-json.ts'
import { writeJUnit } from './reporter.ts'

interface ReportTo {
  readonly version: string
  /** Where annotations go: GitHub reads both streams of a step. */
  readonly write: (text: string) => void
}

/** Writes the reports beside our own. @throws UserError when a file cannot be written (exit 2). */
export async function reportSimulation(
  reporters: readonly string[],
  outcome: SimulationOutcome,
  { version, write }: ReportTo,
): Promise<void> {
  if (reporters.includes('github')) {
    const { annotationLine, simulationAnnotations } = await import('../report/github-annotations.ts')
    for (const annotation of simulationAnnotations(outcome, version)) write(annotationLine(annotation))
  }
  for (const reporter of reporters.filter((one) => one !== 'github')) {
    const { simulationSuite } = await import('../report/simulation-junit.ts')
    await writeJUnit(reporter, simulationSuite(outcome, version), outcome.cwd)
  }
}
