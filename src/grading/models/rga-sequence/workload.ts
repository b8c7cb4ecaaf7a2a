import type { Operation, Sequence } from '../../sequence.ts'
import { call, callOn, subject } from '../steps.ts'

/** How much is typed at one place before the writer goes on at another. */
const TYPED = 10

/**
 * A text typed by one replica, here and there, and deleted again element by element in another order. A second replica
 * merges it before and after.
 */
export function textWorkload(size: number): Sequence {
  const inserts: Operation[] = []
  for (let stamp = 1; stamp <= size; stamp += 1) {
    const isElsewhere = stamp > 1 && stamp % TYPED === 1
    const before = isElsewhere ? 1 + scattered(stamp, stamp - 1) : stamp - 1
    inserts.push(call('insert_after', before === 0 ? null : idOf(before), 'x'))
  }
  const deletes = inserts.map((_, index) => call('delete', idOf(1 + ((index * STRIDE) % size))))
  const merge = callOn(1, 'merge', subject(0))
  const each = [{ replica: 'a' }, { replica: 'b' }]
  return { startMs: 5000, subjects: 2, options: {}, each, ops: [...inserts, merge, ...deletes, merge] }
}

/** A prime, so that deletes come far from the order of inserts and yet reach every element. */
const STRIDE = 7919

function idOf(stamp: number): string {
  return `${stamp}@a`
}

/** Some number below the limit. */
function scattered(seed: number, limit: number): number {
  return (Math.imul(seed, 0x9e3779b1) >>> 0) % limit
}
