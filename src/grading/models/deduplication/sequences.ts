import type * as FastCheck from 'fast-check'
import type { Operation, Sequence } from '../../sequence.ts'
import { invoking, waiting } from '../random.ts'

/** Few ids and small windows, and steps that add up to exactly a window and to a millisecond less. */
export function windowSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  return fc.record({
    startMs: fc.constantFrom(5000, 0),
    subjects: fc.constant(1),
    options: fc.record({
      capacity: fc.integer({ min: 1, max: 4 }),
      window_ms: fc.constantFrom(100, 200),
    }),
    ops: fc.array(operations(fc), { minLength: 1, maxLength: 40, size: 'max' }),
  })
}

function operations(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', '')
  return fc.oneof(
    { weight: 10, arbitrary: invoking(fc, 'seen', [id]) },
    { weight: 2, arbitrary: invoking(fc, 'remembers', [id]) },
    { weight: 1, arbitrary: invoking(fc, 'forget', [id]) },
    { weight: 1, arbitrary: invoking(fc, 'size') },
    { weight: 1, arbitrary: invoking(fc, 'ids') },
    { weight: 4, arbitrary: waiting(fc, 1, 20, 40, 60, 99, 100, 200) },
  )
}
