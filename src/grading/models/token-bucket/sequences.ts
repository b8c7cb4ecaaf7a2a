import type * as FastCheck from 'fast-check'
import type { Operation, Sequence } from '../../sequence.ts'

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
  const invoke = (method: string, args: FastCheck.Arbitrary<number[]>): FastCheck.Arbitrary<Operation> =>
    fc.record({ op: fc.constant('invoke' as const), on: fc.constant(0), method: fc.constant(method), args })
  const tokens = fc.tuple(fc.integer({ min: 1, max: 6 }))
  return fc.oneof(
    { weight: 6, arbitrary: invoke('try_acquire', tokens) },
    { weight: 1, arbitrary: invoke('available', fc.constant([])) },
    { weight: 1, arbitrary: invoke('retry_after_ms', tokens) },
    {
      weight: 4,
      arbitrary: fc.record({
        op: fc.constant('advance' as const),
        ms: fc.constantFrom(125, 250, 375, 500, 1000, 5000),
      }),
    },
  )
}
