import type { Operation, Sequence } from '../../sequence.ts'
import { call, handing, times } from '../steps.ts'

const KEYS = 100
const BATCH = 20

/**
 * Commits so many events, publishes them all in small batches while one key is held back at the front, and goes on polling when nearly all are
 * sent: what a relay does for most of its life.
 */
export function outboxWorkload(size: number): Sequence {
  const compute = handing('compute', [{ gives: 'v' }])
  const ops: Operation[] = times(3, call('update', ['bad'], compute))
  for (let index = 0; index < size; index += 4) {
    const keys = Array.from({ length: 4 }, (_, nth) => `key-${(index + nth) % KEYS}`)
    ops.push(call('update', keys, compute), call('get', keys[0] ?? ''))
  }
  // One call of each batch is for the bad one.
  ops.push(...times(Math.ceil(size / (BATCH - 1)) + size / BATCH, call('poll', BATCH)))
  const publish = { does: [{}], by: { 'bad#1': [{ fails: 'timeout' }] } }
  return { startMs: 5000, subjects: 1, options: { max_attempts: 1_000_000 }, given: { publish }, ops }
}
