import type { Trace } from '../../simulation/kernel/trace.ts'
import { castFile } from '../cast-file.ts'
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

/** The run as a recording of a terminal. A frame for each time at which something was told. */
export function asciicast(trace: Trace, options: AsciicastOptions): string {
  const { title, columns = 80, rows = 24, window = readableWindow(trace) } = options
  const frame: FrameOptions = { title, columns, rows }
  let clockS = 0
  let beforeUs: number | undefined
  const frames = timesOf(trace, window).map((atUs) => {
    if (beforeUs !== undefined) clockS += pause(atUs - beforeUs)
    beforeUs = atUs
    return { atS: clockS, lines: traceFrame(trace, atUs, frame) }
  })
  return castFile({ title, columns, rows, frames })
}

function timesOf({ notes }: Trace, { fromUs, toUs }: TraceWindow): number[] {
  const told = notes.map(({ atUs }) => atUs).filter((atUs) => atUs >= fromUs && atUs <= toUs)
  return [...new Set([fromUs, ...told, toUs])].sort((a, b) => a - b)
}

function pause(us: number): number {
  return Math.min(LONGEST_S, Math.max(SHORTEST_S, (us / 1e6) * SLOWER))
}
