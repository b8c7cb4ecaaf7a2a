import type * as FastCheck from 'fast-check'
import type { Json, Operation, Sequence } from '../../sequence.ts'
import { invoking, waiting } from '../random.ts'

/**
 * Numbers drawn have few binary digits, so that every product is exact. How many are drawn beyond the waits
 * that are slept is left to a program, so several calls are made only where all numbers are the same.
 */
export function retrierSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  return fc.oneof({ weight: 3, arbitrary: hasty(fc) }, { weight: 1, arbitrary: patient(fc) })
}

const DRAWS = [0.5, 0, 0.25, 0.75, 0.875] as const

/** Budgets that run out, by waits and by the time of attempts, and often to the millisecond. */
function hasty(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  const called = invoking(fc, 'call', [operation(fc, [0, 16, 32, 64, 100])])
  return fc.record({
    startMs: fc.constantFrom(5000, 0),
    subjects: fc.constant(1),
    options: fc.record({
      max_attempts: fc.integer({ min: 1, max: 5 }),
      base_ms: fc.constantFrom(64, 32, 90),
      cap_ms: fc.constantFrom(1000, 100, 64, 16),
      budget_ms: fc.constantFrom(1_000_000, 64, 96, 128, 160, 500),
    }),
    random: fc.array(fc.constantFrom(...DRAWS), { minLength: 1, maxLength: 1 }),
    ops: fc.array(
      fc.oneof({ weight: 4, arbitrary: called }, { weight: 1, arbitrary: waiting(fc, 16, 100, 1000) }),
      { minLength: 1, maxLength: 6, size: 'max' },
    ),
  })
}

/** One call whose waits differ, with all the time in the world. */
function patient(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  return fc.record({
    startMs: fc.constant(5000),
    subjects: fc.constant(1),
    options: fc.record({
      max_attempts: fc.integer({ min: 1, max: 8 }),
      base_ms: fc.constantFrom(64, 10, 100),
      cap_ms: fc.constantFrom(10_000, 300, 100),
      budget_ms: fc.constant(1_000_000),
    }),
    random: fc.array(fc.constantFrom(...DRAWS, 0.125), { minLength: 1, maxLength: 7 }),
    ops: fc.tuple<[Operation]>(invoking(fc, 'call', [operation(fc, [0])])),
  })
}

function operation(fc: typeof FastCheck, takes: readonly number[]): FastCheck.Arbitrary<Json> {
  const takesMs = fc.constantFrom(...takes)
  const value = fc.constantFrom<Json[]>(1, 0, null, '', 'done')
  const error = fc.constantFrom('unavailable', 'timeout', 'unavailable', 'timeout', 'PermanentError')
  return fc.record({
    $function: fc.constant('operation'),
    does: fc.array(
      fc.oneof(
        { weight: 4, arbitrary: fc.record({ fails: error, takesMs }) },
        { weight: 1, arbitrary: fc.record({ gives: value, takesMs }) },
      ),
      { minLength: 1, maxLength: 6 },
    ),
  })
}
