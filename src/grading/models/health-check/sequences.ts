import type * as FastCheck from 'fast-check'
import type { Json, Operation, Sequence } from '../../sequence.ts'
import { invoking, waiting } from '../random.ts'

/** Few hosts and few errors until an ejection, so that limits are met, with times around those of ejections. */
export function outlierSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  return fc.record({
    startMs: fc.constantFrom(5000, 0),
    subjects: fc.constant(1),
    options: fc.record({
      consecutive_errors: fc.constantFrom(2, 1, 3),
      base_ejection_ms: fc.constantFrom(1000, 400),
      max_ejection_ms: fc.constantFrom(10_000, 2500),
      max_ejection_percent: fc.constantFrom(50, 10, 34, 67, 100),
      panic_threshold_percent: fc.constantFrom(50, 34, 100, 1),
    }),
    ops: fc.array(operations(fc), { minLength: 1, maxLength: 50, size: 'max' }),
  })
}

function operations(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  const host: FastCheck.Arbitrary<Json> = fc.constantFrom('a', 'b', 'c', 'd')
  return fc.oneof(
    { weight: 7, arbitrary: invoking(fc, 'add_host', [host]) },
    { weight: 1, arbitrary: invoking(fc, 'remove_host', [host]) },
    { weight: 14, arbitrary: invoking(fc, 'report_error', [host]) },
    { weight: 3, arbitrary: invoking(fc, 'report_success', [host]) },
    { weight: 3, arbitrary: invoking(fc, 'ejected_for_ms', [host]) },
    { weight: 4, arbitrary: invoking(fc, 'available') },
    { weight: 6, arbitrary: waiting(fc, 1000, 400, 1, 999, 600, 2000, 8000) },
  )
}
