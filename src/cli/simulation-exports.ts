import path from 'node:path'
import { UserError } from '../lib/user-error.ts'
import { whyNotWritten } from '../platform/file-error.ts'
import { writeFileNew } from '../platform/files.ts'
import { readTextFile } from '../platform/text-file.ts'
import type { SimulationOutcome } from '../report/simulation-json.ts'

const FORMATS = ['svg', 'html', 'cast', 'json'] as const
type Format = (typeof FORMATS)[number]

interface Export {
  readonly format: Format
  /** As one would type it; undefined for a name made from scenario and seed. */
  readonly file: string | undefined
}

/** Reads `svg` and `svg=FILE`. @throws UserError (exit 2) for a format that there is not. */
export function parseExports(exports: readonly string[]): Export[] {
  return exports.map((text) => {
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
}

/**
 * Writes the run that the report shows in the formats asked for. Gives the names of the files.
 * @throws UserError (exit 2) when the model keeps no trace, or a file holds something else.
 */
export async function exportSimulation(
  exports: readonly Export[],
  outcome: SimulationOutcome,
): Promise<string[]> {
  const files: string[] = []
  for (const { format, file } of exports) {
    const name = file ?? defaultName(outcome, format)
    await writeOnce(name, await contentOf(format, outcome), outcome.cwd)
    files.push(name)
  }
  return files
}

function defaultName({ scenario, shown, mutant }: SimulationOutcome, format: Format): string {
  const parts = [scenario.id, ...(mutant === undefined ? [] : [mutant]), String(shown.result.seed)]
  return `${parts.join('-').replace(/[^\w.-]+/g, '-')}.${format}`
}

async function contentOf(format: Format, outcome: SimulationOutcome): Promise<string> {
  const { scenario, shown, mutant, replay, verdict } = outcome
  const { trace, seed, violations } = shown.result
  if (trace === undefined && format === 'json') return seriesJson(outcome)
  if (trace === undefined) {
    throw new UserError(`${scenario.id} has no nodes and messages, so that there is nothing to draw.`, {
      code: 'nothing-to-export',
      next: ['Its numbers over time can be written: --export json'],
    })
  }
  const title = `${scenario.id}, seed ${seed}${mutant === undefined ? '' : `, mutant ${mutant}`}`
  switch (format) {
    case 'svg':
      return (await import('../report/trace/space-time-svg.ts')).spaceTimeSvg(trace, { title })
    case 'html': {
      const facts = [`${verdict.toUpperCase()}: ${scenario.title}`, `Run it again: ${replay}`, ...shown.told]
      const stories = violations.map(({ story }) => story)
      return (await import('../report/trace/timeline-html.ts')).timelineHtml(trace, { title, facts, stories })
    }
    case 'cast':
      return (await import('../report/trace/asciicast.ts')).asciicast(trace, { title })
    case 'json':
      return `${JSON.stringify({ schemaVersion: 1, scenario: scenario.id, seed, ...(mutant !== undefined && { mutant }), trace })}\n`
  }
}

/** Of a model without nodes: what its charts show. */
function seriesJson({ scenario, shown, mutant }: SimulationOutcome): string {
  const { seed, metrics, series, captions, spans } = shown.result
  const about = { schemaVersion: 1, scenario: scenario.id, seed, ...(mutant !== undefined && { mutant }) }
  return `${JSON.stringify({ ...about, metrics, series, captions, spans })}\n`
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
