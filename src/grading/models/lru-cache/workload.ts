import type { Operation, Sequence } from '../../sequence.ts'
import { call } from '../steps.ts'

/** A prime, so that reads come far from the order of writing and yet reach every key. */
const STRIDE = 7919

/** Fills a cache of that capacity, and reads each entry once. */
export function cacheWorkload(size: number): Sequence {
  const key = (index: number): string => `key-${index}`
  const ops: Operation[] = []
  for (let index = 0; index < size; index += 1) ops.push(call('put', key(index), index))
  for (let index = 0; index < size; index += 1) ops.push(call('get', key((index * STRIDE) % size)))
  return { startMs: 5000, subjects: 1, options: { capacity: size, ttl_ms: 0 }, ops }
}
