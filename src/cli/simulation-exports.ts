import path from 'node:path'
import { UserError } from '../lib/user-error.ts'
import { whyNotWritten } from '../platform/file-error.ts'
import { writeFileNew } from '../platform/files.ts'
import { readTextFile } from '../platform/text-file.ts'
import type { SimulationOutcome } from '../report/simulation-json.ts'
import { type ExportContext, type ExportFormat, exportContent } from './simulation-export-content.ts'

const FORMATS: readonly ExportFormat[] = ['svg', 'html', 'cast', 'json']

interface Export {
  readonly format: ExportFormat
  /** As one would type it; undefined for a name made from scenario and seed. */
  readonly file: string | undefined
}

/** Reads `svg` and `svg=FILE`. @throws UserError (exit 2) for a format that there is not, or one file for two. */
export function parseExports(texts: readonly string[]): Export[] {
  const exports = texts.map((text) => {
    const [name, ...rest] = text.split('=')
    const format = FORMATS.find((one) => one === name)
    const file = rest.join('=')
    if (format !== undefined && (rest.length === 0 || file !== '')) {
      return { format, file: rest.length === 0 ? undefined : file }
    }
    throw new UserError(`--export ${text} cannot be written.`, {
      code: 'unknown-export',
      next: [`Formats: ${FORMATS.join(', ')}; with a file: --export svg=election.svg`],
    })
  })
  requireOwnFiles(exports)
  return exports
}

function requireOwnFiles(exports: readonly Export[]): void {
  const formats = new Map<string, ExportFormat>()
  for (const { format, file } of exports) {
    if (file === undefined) continue
    const place = path.resolve(file)
    const other = formats.get(place)
    if (other !== undefined && other !== format) {
      throw new UserError(`${file} cannot hold both ${other} and ${format}.`, {
        code: 'one-file-for-two',
        next: [`Give each a file of its own: --export ${format}=other.${format}`],
      })
    }
    formats.set(place, format)
  }
}

/**
 * Writes the run that the report shows in the formats asked for. Gives the names of the files.
 * @throws UserError (exit 2) when a file cannot be written, or holds something else.
 */
export async function exportSimulation(
  exports: readonly Export[],
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

/** What is there already stays, unless it is the same. */
async function writeOnce(name: string, text: string, cwd: string): Promise<void> {
  const file = path.resolve(cwd, name)
  const same = await writeFileNew(file, text)
    .then(async (written) => written || (await readTextFile(file)) === text)
    .catch((error: unknown) => {
      throw new UserError(`${name} cannot be written: ${whyNotWritten(error)}.`, {
        code: 'unwritten-file',
        next: ['Choose another place, for example: --export svg=/tmp/run.svg'],
      })
    })
  if (same) return
  throw new UserError(`${name} holds something else and was left alone.`, {
    code: 'file-exists',
    next: [
      `Remove it, or choose another name: --export ${path.extname(name).slice(1)}=other${path.extname(name)}`,
    ],
  })
}
