import type { Trace } from '../../simulation/kernel/trace.ts'
import { type FrameOptions, traceFrame } from './trace-frame.ts'
import { readableWindow, type TraceWindow } from './window.ts'

export interface AsciicastOptions {
  readonly title: string
  readonly columns?: number
  readonly rows?: number
  readonly window?: TraceWindow
}

/** Seconds of the recording for each second of the run: events are milliseconds apart. */
const SLOWER = 20
/** A reader needs so long for a sentence, and no longer for nothing. */
const SHORTEST_S = 0.4
const LONGEST_S = 2.5

/**
 * A recording in the asciicast format, version 2 (docs.asciinema.org/manual/asciicast/v2): a line of
 * JSON for the header and one for each frame. A frame for each time at which something was told.
 */
export function asciicast(trace: Trace, options: AsciicastOptions): string {
  const { title, columns = 80, rows = 24, window = readableWindow(trace) } = options
  const header = { version: 2, width: columns, height: rows, title, env: { TERM: 'xterm-256color' } }
  const frame: FrameOptions = { title, columns, rows }
  let clockS = 0
  let beforeUs: number | undefined
  const frames = timesOf(trace, window).map((atUs) => {
    if (beforeUs !== undefined) clockS += pause(atUs - beforeUs)
    beforeUs = atUs
    const screen = traceFrame(trace, atUs, frame).join('\r\n')
    return JSON.stringify([Number(clockS.toFixed(3)), 'o', `\u001B[H\u001B[2J${screen}`])
  })
  return [JSON.stringify(header), ...frames, ''].join('\n')
}

function timesOf({ notes }: Trace, { fromUs, toUs }: TraceWindow): number[] {
  const told = notes.map(({ atUs }) => atUs).filter((atUs) => atUs >= fromUs && atUs <= toUs)
  return [...new Set([fromUs, ...told, toUs])].sort((a, b) => a - b)
}

function pause(us: number): number {
  return Math.min(LONGEST_S, Math.max(SHORTEST_S, (us / 1e6) * SLOWER))
}
