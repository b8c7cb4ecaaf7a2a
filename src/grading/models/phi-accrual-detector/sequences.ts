import type * as FastCheck from 'fast-check'
import type { Operation, Sequence } from '../../sequence.ts'
import { invoking, waiting } from '../random.ts'

/** Heartbeats at about a second, small windows that are soon full, and silences from short to an outage. */
export function detectorSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  return fc.record({
    startMs: fc.constantFrom(5000, 0),
    subjects: fc.constant(1),
    options: fc.record({
      threshold: fc.constantFrom(8, 1, 3, 16),
      window_size: fc.constantFrom(10, 2, 3, 5),
      min_std_deviation_ms: fc.constantFrom(100, 50, 400),
      acceptable_pause_ms: fc.constantFrom(0, 0, 500, 3000),
      first_interval_ms: fc.constantFrom(1000, 400),
    }),
    ops: fc.array(operations(fc), { minLength: 1, maxLength: 40, size: 'max' }),
  })
}

function operations(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  return fc.oneof(
    { weight: 7, arbitrary: invoking(fc, 'heartbeat') },
    { weight: 4, arbitrary: invoking(fc, 'phi') },
    { weight: 3, arbitrary: invoking(fc, 'is_available') },
    { weight: 9, arbitrary: waiting(fc, 1000, 900, 1100, 700, 300, 1, 2500, 20_000) },
  )
}
