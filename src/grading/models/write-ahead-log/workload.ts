import type { Operation, Sequence } from '../../sequence.ts'
import { call } from '../steps.ts'
import { goodRecords } from './form.ts'

const PAYLOAD = 'row'
/** Records of a transaction, its commit record included. */
const TRANSACTION = 4
const GROUP = 20
const CHECKPOINTS = 8

/**
 * Logs so many records in short transactions, flushes them in small groups, takes a checkpoint now and then that leaves
 * half of them, and recovers from a file with as many.
 */
export function logWorkload(size: number): Sequence {
  const isCommit = (index: number): boolean => index % TRANSACTION === TRANSACTION - 1
  const ops: Operation[] = []
  for (let index = 0; index < size; index += 1) {
    ops.push(isCommit(index) ? call('commit') : call('append', PAYLOAD))
    if (index % GROUP === GROUP - 1) ops.push(call('flush'), call('durable'))
    if ((index + 1) % (size / CHECKPOINTS) === 0)
      ops.push(call('flush'), call('checkpoint', Math.floor(index / 2)))
  }
  const payloads = Array.from({ length: size }, (_, index) => (isCommit(index) ? null : PAYLOAD))
  ops.push(call('recover', goodRecords(1, payloads).join(''), size / 2))
  return { startMs: 5000, subjects: 1, options: {}, ops }
}
