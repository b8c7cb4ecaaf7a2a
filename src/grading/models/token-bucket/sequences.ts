import type * as FastCheck from 'fast-check'
import type { Operation, Sequence } from '../../sequence.ts'
import { invoking, waiting } from '../random.ts'
import { call, times } from '../steps.ts'

/** Rates and steps whose products are exact in binary fractions, and sums that meet whole tokens. */
export function bucketSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  return fc.record({
    startMs: fc.constantFrom(5000, 0),
    subjects: fc.constant(1),
    options: fc.record({
      capacity: fc.integer({ min: 1, max: 5 }),
      refill_per_second: fc.constantFrom(1, 2, 4, 8),
    }),
    ops: fc.array(operations(fc), { minLength: 1, maxLength: 40, size: 'max' }),
  })
}

function operations(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  const tokens = fc.integer({ min: 1, max: 6 })
  return fc.oneof(
    { weight: 6, arbitrary: invoking(fc, 'try_acquire', [tokens]) },
    { weight: 1, arbitrary: invoking(fc, 'available') },
    { weight: 1, arbitrary: invoking(fc, 'retry_after_ms', [tokens]) },
    { weight: 4, arbitrary: waiting(fc, 125, 250, 375, 500, 1000, 5000) },
  )
}

/** A bucket of that many tokens is emptied one by one, and then refuses as often. */
export function bucketWorkload(size: number): Sequence {
  const options = { capacity: size, refill_per_second: 1 }
  return { startMs: 5000, subjects: 1, options, ops: times(2 * size, call('try_acquire', 1)) }
}
