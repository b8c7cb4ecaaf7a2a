import type * as FastCheck from 'fast-check'
import type { Operation, Sequence } from '../../sequence.ts'
import { invoking, waiting } from '../random.ts'

/** Small queues and bursts, and steps that add up to exactly an interval and to a millisecond less. */
export function scheduleSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  return fc.record({
    startMs: fc.constantFrom(5000, 0),
    subjects: fc.constant(1),
    options: fc.record({
      interval_ms: fc.constantFrom(100, 40),
      capacity: fc.integer({ min: 0, max: 3 }),
      burst: fc.integer({ min: 1, max: 3 }),
    }),
    ops: fc.array(operations(fc), { minLength: 1, maxLength: 40, size: 'max' }),
  })
}

function operations(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  return fc.oneof(
    { weight: 8, arbitrary: invoking(fc, 'try_acquire') },
    { weight: 1, arbitrary: invoking(fc, 'queued') },
    { weight: 1, arbitrary: invoking(fc, 'retry_after_ms') },
    { weight: 5, arbitrary: waiting(fc, 1, 20, 40, 60, 99, 100, 200, 1000) },
  )
}
