import type { Deed, Operation, Sequence } from '../../sequence.ts'
import { call, times, wait } from '../steps.ts'

const BATCH = 10
const DELAY_MS = 1000
/** A prime, so that letters are asked for far from their order. */
const STRIDE = 7919

/**
 * Sends so many messages: a quarter die at once, a quarter fail and wait while polls find nothing due, the others are handled.
 * Looks into the dead letters, redrives half of them one by one and the rest together, and goes on.
 */
export function queueWorkload(size: number): Sequence {
  const id = (index: number): string => `message-${index}`
  const quarter = Math.floor(size / 4)
  const ops: Operation[] = []
  for (let index = 0; index < size; index += 1) ops.push(call('send', id(index), 'body'))
  ops.push(...times(size / BATCH, call('poll', BATCH)), ...times(size / BATCH, call('poll', BATCH)))
  for (let index = 0; index < quarter; index += 1) {
    const dead = id((index * STRIDE) % quarter)
    ops.push(call('letter', dead))
    if (index % 2 === 0) ops.push(call('redrive', dead))
  }
  ops.push(call('redrive_all'), wait(DELAY_MS), ...times(quarter / BATCH, call('poll', BATCH)))
  const does = [...deeds(quarter, { fails: 'PermanentError' }), ...deeds(quarter, { fails: 'timeout' }), {}]
  const given = { handle: { does }, park: { does: [{}] }, unpark: { does: [{}] } }
  return { startMs: 5000, subjects: 1, options: { retry_delay_ms: DELAY_MS }, given, ops }
}

function deeds(count: number, deed: Deed): Deed[] {
  return Array.from({ length: count }, () => deed)
}
