import type * as FastCheck from 'fast-check'
import type { Operation, Sequence } from '../../sequence.ts'
import { invoking, waiting } from '../random.ts'
import { call, times } from '../steps.ts'

/** Small floors and short windows, shares that make whole retries of few requests, and steps across seconds. */
export function budgetSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  return fc.record({
    startMs: fc.constantFrom(5000, 5400, 0),
    subjects: fc.constant(1),
    options: fc.record({
      retry_percent: fc.constantFrom(100, 50, 150, 20, 10, 30),
      min_retries_per_second: fc.integer({ min: 1, max: 2 }),
      window_seconds: fc.constantFrom(2, 3, 2, 4, 1),
    }),
    ops: fc.array(operations(fc), { minLength: 1, maxLength: 60, size: 'max' }),
  })
}

function operations(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  return fc.oneof(
    { weight: 7, arbitrary: invoking(fc, 'record_request') },
    { weight: 7, arbitrary: invoking(fc, 'try_retry') },
    { weight: 3, arbitrary: invoking(fc, 'balance') },
    { weight: 3, arbitrary: waiting(fc, 1000, 1000, 1000, 600, 400, 999, 1, 2000, 7000) },
  )
}

/** So many requests in many seconds, and as many retries. */
export function budgetWorkload(size: number): Sequence {
  const options = { retry_percent: 100, min_retries_per_second: 1, window_seconds: 10 }
  const ops = [...times(size, call('record_request')), ...times(size, call('try_retry'))]
  return { startMs: 5000, subjects: 1, options, ops }
}
