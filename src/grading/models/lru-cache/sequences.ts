import type * as FastCheck from 'fast-check'
import type { Operation, Sequence } from '../../sequence.ts'
import { invoking, waiting } from '../random.ts'

/** Small caches and few keys, so that they fill up; waits that end before, at and after the age of expiry. */
export function cacheSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  return fc.record({
    startMs: fc.constantFrom(5000, 0),
    subjects: fc.constant(1),
    options: fc.record({ capacity: fc.integer({ min: 1, max: 4 }), ttl_ms: fc.constantFrom(0, 100, 200) }),
    ops: fc.array(operations(fc), { minLength: 1, maxLength: 40, size: 'max' }),
  })
}

function operations(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  const key = fc.constantFrom('a', 'b', 'c', 'd', 'e')
  const value = fc.integer({ min: 0, max: 4 })
  return fc.oneof(
    { weight: 10, arbitrary: invoking(fc, 'put', [key, value]) },
    { weight: 7, arbitrary: invoking(fc, 'get', [key]) },
    { weight: 2, arbitrary: invoking(fc, 'peek', [key]) },
    { weight: 2, arbitrary: invoking(fc, 'contains', [key]) },
    { weight: 2, arbitrary: invoking(fc, 'remove', [key]) },
    { weight: 1, arbitrary: invoking(fc, 'size') },
    { weight: 1, arbitrary: invoking(fc, 'keys') },
    { weight: 4, arbitrary: waiting(fc, 40, 60, 100, 100_000) },
  )
}
