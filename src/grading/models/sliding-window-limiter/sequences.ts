import type * as FastCheck from 'fast-check'
import type { Operation, Sequence } from '../../sequence.ts'
import { invoking, waiting } from '../random.ts'

/** Small limits and few keys, and steps that add up to exactly a window and to a millisecond less. */
export function limiterSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  return fc.record({
    startMs: fc.constantFrom(5000, 0, 5030),
    subjects: fc.constant(1),
    options: fc.record({
      limit: fc.integer({ min: 1, max: 4 }),
      window_ms: fc.constantFrom(100, 200),
    }),
    ops: fc.array(operations(fc), { minLength: 1, maxLength: 40, size: 'max' }),
  })
}

function operations(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  const key = fc.constantFrom('a', 'a', 'a', 'b', '')
  return fc.oneof(
    { weight: 8, arbitrary: invoking(fc, 'try_acquire', [key]) },
    { weight: 1, arbitrary: invoking(fc, 'remaining', [key]) },
    { weight: 1, arbitrary: invoking(fc, 'retry_after_ms', [key]) },
    { weight: 1, arbitrary: invoking(fc, 'keys') },
    { weight: 4, arbitrary: waiting(fc, 1, 20, 40, 60, 99, 100, 200) },
  )
}
