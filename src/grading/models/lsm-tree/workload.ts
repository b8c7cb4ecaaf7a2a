import type { Operation, Sequence } from '../../sequence.ts'
import { call } from '../steps.ts'

/** A prime, so that keys are written and read far from their order. */
const STRIDE = 7919

/**
 * Writes so many keys into a memtable of fixed size, reads half of them, scans short ranges, and deletes some. A larger tree has a level
 * or two more, and nothing else may cost more.
 */
export function treeWorkload(size: number): Sequence {
  const key = (index: number): string => `key-${String((index * STRIDE) % size).padStart(6, '0')}`
  const ops: Operation[] = []
  for (let index = 0; index < size; index += 1) ops.push(call('put', key(index), String(index)))
  for (let index = 0; index < size; index += 4) {
    ops.push(call('get', key(index)), call('get', `${key(index)}-never-written`))
    ops.push(call('scan', key(index), `${key(index).slice(0, -1)}~`))
    if (index % 16 === 0) ops.push(call('delete', key(index)))
  }
  return { startMs: 5000, subjects: 1, options: { memtable_limit: 64, fanout: 4 }, ops }
}
