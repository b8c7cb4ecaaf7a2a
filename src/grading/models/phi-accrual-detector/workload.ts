import type { Operation, Sequence } from '../../sequence.ts'
import { call, wait } from '../steps.ts'

/** Fills a window of that size with intervals of about a second, then reads phi and lets the oldest go. */
export function detectorWorkload(size: number): Sequence {
  const ops: Operation[] = []
  for (let beat = 0; beat < size; beat += 1) ops.push(wait(gapMs(beat)), call('heartbeat'))
  for (let beat = 0; beat < size; beat += 2) {
    ops.push(wait(gapMs(beat)), call('phi'), call('is_available'), call('heartbeat'))
  }
  return { startMs: 5000, subjects: 1, options: { window_size: size }, ops }
}

function gapMs(beat: number): number {
  return 900 + ((beat * 37) % 200)
}
