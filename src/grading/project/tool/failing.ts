import type { Made, ToolBed } from './tool-bed.ts'
import type { Ended } from './tool-run.ts'
import { traceIn } from './traces.ts'

const MOST_QUOTED = 80

/** What is wrong with how a command ended that could not do its work; undefined when it says so as it should. */
export function wrongFailure(ended: Ended): string | undefined {
  const { exitCode, stdout, stderr, tookMs } = ended
  if (exitCode === undefined) return `was still there ${Math.round(tookMs)} ms after its start.`
  if (exitCode === 0) return 'ended with exit status 0: a script takes it for done.'
  if (exitCode > 128) return `died of signal ${exitCode - 128}.`
  const trace = traceIn(stderr) ?? traceIn(stdout)
  if (trace !== undefined) return `showed its user a stack trace: ${quoted(trace)}`
  if (stderr.trim() === '') return `ended with exit status ${exitCode} and not a word on standard error.`
  if (stdout.trim() !== '')
    return `failed, and printed ${quoted(stdout)} on standard output, where the next program expects data.`
  return undefined
}

/** What is wrong with the result of a command when all was well. */
export function wrongResult({ word, ended, asked, others }: Made, asks: string): string | undefined {
  const { exitCode, stdout, stderr } = ended
  const [other] = others
  if (asked.length === 0)
    return other === undefined
      ? `sent no request; ${howItEnded(ended)}`
      : `asked ${other.method} ${other.path}, and the contract says ${asks}; ${howItEnded(ended)}`
  if (exitCode !== 0) return howItEnded(ended)
  if (stdout.includes(word)) return undefined
  return stderr.includes(word)
    ? 'printed its result on standard error: no other program can take it up.'
    : `was answered ${word}, and that does not stand in what it printed: ${quoted(stdout)}`
}

export function howItEnded({ exitCode, stderr, tookMs }: Ended): string {
  const how =
    exitCode === undefined
      ? `it was still there ${Math.round(tookMs)} ms after its start`
      : `it ended with exit status ${exitCode}`
  return `${how}${stderr.trim() === '' ? '' : ` and said ${quoted(stderr)}`}`
}

/** The first line of a text. */
export function quoted(text: string): string {
  const [line = ''] = text.trim().split('\n')
  return `"${line.length > MOST_QUOTED ? `${line.slice(0, MOST_QUOTED)}...` : line}"`
}

/** Whether a text is one JSON value. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** A run of a command when all is well, by which others are measured; undefined where not even that works. */
export async function wellRun(bed: ToolBed): Promise<Made | undefined> {
  const made = await bed.make({ command: bed.usual })
  return made.ended.exitCode === 0 && made.asked.length > 0 ? made : undefined
}
