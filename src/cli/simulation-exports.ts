import type { SimulationOutcome } from '../report/simulation-json.ts'
import { type Export, readExports, writeOnce } from './export-files.ts'
import { type ExportContext, type ExportFormat, exportContent } from './simulation-export-content.ts'

const KINDS = { formats: ['svg', 'html', 'cast', 'json'], example: 'svg=election.svg' } as const

/** Reads `svg` and `svg=FILE`. @throws UserError (exit 2) for a format that there is not, or one file for two. */
export function parseExports(texts: readonly string[]): Export<ExportFormat>[] {
  return readExports<ExportFormat>(texts, KINDS)
}

/**
 * Writes the run that the report shows in the formats asked for. Gives the names of the files.
 * @throws UserError (exit 2) when a file cannot be written, or holds something else.
 */
export async function exportSimulation(
  exports: readonly Export<ExportFormat>[],
  outcome: SimulationOutcome,
  context: ExportContext,
): Promise<string[]> {
  const files: string[] = []
  for (const { format, file } of exports) {
    const name = file ?? defaultName(outcome, format)
    await writeOnce(name, await exportContent(format, outcome, context), outcome.cwd)
    files.push(name)
  }
  return files
}

function defaultName({ scenario, shown, mutant }: SimulationOutcome, format: ExportFormat): string {
  const parts = [scenario.id, ...(mutant === undefined ? [] : [mutant]), String(shown.result.seed)]
  return `${parts.join('-').replace(/[^\w.-]+/g, '-')}.${format}`
}
