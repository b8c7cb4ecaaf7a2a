import type * as FastCheck from 'fast-check'
import type { Json, Operation, Sequence } from '../../sequence.ts'
import { invoking, waiting } from '../random.ts'
import { call, times } from '../steps.ts'

/** Short intervals, delays on both sides of both bounds, and mostly long ones, so that all levels are reached. */
export function shedderSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  return fc.record({
    startMs: fc.constantFrom(5000, 5030, 0),
    subjects: fc.constant(1),
    options: fc.record({
      target_ms: fc.constant(20),
      resume_ms: fc.constantFrom(10, 10, 20),
      interval_ms: fc.constant(100),
      calm_intervals: fc.constantFrom(2, 3, 1, 4),
    }),
    ops: fc.array(operations(fc), { minLength: 1, maxLength: 50, size: 'max' }),
  })
}

function operations(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  const delay = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom<Json>(21, 30, 60) },
    { weight: 2, arbitrary: fc.constantFrom<Json>(15, 20, 10, 11, 0) },
  )
  const criticality = fc.constantFrom<Json>(
    'sheddable',
    'sheddable_plus',
    'critical',
    'critical_plus',
    '',
    'batch',
    'SHEDDABLE',
    'constructor',
  )
  return fc.oneof(
    { weight: 7, arbitrary: invoking(fc, 'record_delay', [delay]) },
    { weight: 4, arbitrary: invoking(fc, 'admit', [criticality]) },
    { weight: 3, arbitrary: invoking(fc, 'level') },
    { weight: 6, arbitrary: waiting(fc, 100, 100, 100, 100, 50, 99, 1, 30, 250, 400) },
  )
}

/** So many delays in one interval, and as many requests. */
export function shedderWorkload(size: number): Sequence {
  const options = { target_ms: 20, resume_ms: 10, interval_ms: 1000, calm_intervals: 2 }
  const ops = [...times(size, call('record_delay', 30)), ...times(size, call('admit', 'critical'))]
  return { startMs: 5000, subjects: 1, options, ops }
}
