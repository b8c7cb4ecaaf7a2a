import type * as FastCheck from 'fast-check'
import type { Json, Operation, Sequence } from '../../sequence.ts'
import { invoking } from '../random.ts'

/** Two texts that the given hash cannot tell apart: who compares hashes takes them for the same value. */
export const TWINS = ['liquid', 'costarring'] as const

/** Two replicas whose trees are small, so that buckets fill, and a third with another number of buckets. */
export function treeSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  return fc.record({
    startMs: fc.constant(5000),
    subjects: fc.constant(3),
    options: fc.record({ buckets: fc.constantFrom(4, 2, 8, 1) }),
    each: fc.tuple(fc.record({}), fc.record({}), fc.record({ buckets: fc.constant(16) })),
    ops: fc.array(operations(fc), { minLength: 1, maxLength: 40, size: 'max' }),
  })
}

function operations(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  const key = fc.constantFrom('a', 'b', 'c', 'd', 'B', 'n2', '')
  // Few, so that entries, proof and key often belong together.
  const proven = fc.constantFrom('a', 'b')
  const value = fc.constantFrom('x', 'y', '', ...TWINS)
  const on = fc.integer({ min: 0, max: 1 })
  const keeping = (method: string, as: number, args: FastCheck.Arbitrary<Json[]>) =>
    fc.record({
      op: fc.constant('invoke' as const),
      on,
      method: fc.constant(method),
      args,
      as: fc.constant(as),
    })
  const kept = (number: number) => fc.record({ $result: fc.constant(number) })
  return fc.oneof(
    { weight: 14, arbitrary: invoking(fc, 'put', [key, value], 2) },
    { weight: 5, arbitrary: invoking(fc, 'remove', [key], 2) },
    { weight: 3, arbitrary: invoking(fc, 'root', [], 3) },
    { weight: 6, arbitrary: invoking(fc, 'diff', [fc.record({ $subject: on })], 2) },
    { weight: 1, arbitrary: invoking(fc, 'diff', [fc.record({ $subject: fc.constant(2) })], 3) },
    { weight: 3, arbitrary: invoking(fc, 'compared', [], 2) },
    { weight: 2, arbitrary: keeping('entries', 1, fc.tuple(proven)) },
    { weight: 2, arbitrary: keeping('proof', 2, fc.tuple(proven)) },
    { weight: 2, arbitrary: keeping('root', 3, fc.tuple()) },
    { weight: 4, arbitrary: invoking(fc, 'verify', [proven, kept(1), kept(2), kept(3)], 2) },
  )
}
