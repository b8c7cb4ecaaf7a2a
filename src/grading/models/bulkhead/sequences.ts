import type * as FastCheck from 'fast-check'
import type { Operation, Sequence } from '../../sequence.ts'
import { ending, handed, holding, invoking, outcomes, starting, waiting } from '../random.ts'

/** A bulkhead of few places, so that calls wait, give up and are rejected all the time. */
export function bulkheadSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  return fc.record({
    startMs: fc.constantFrom(5000, 0),
    subjects: fc.constant(1),
    options: fc.record({
      max_concurrent: fc.integer({ min: 1, max: 3 }),
      max_waiting: fc.integer({ min: 0, max: 3 }),
      max_wait_ms: fc.constantFrom(100, 200),
    }),
    ops: fc.array(operations(fc), { minLength: 1, maxLength: 30, size: 'max' }),
  })
}

/** Most operations stay in flight until they are finished. */
function operations(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  const outcome = outcomes(fc, [7], ['unreachable'])
  return fc.oneof(
    { weight: 8, arbitrary: starting(fc, 'run', [handed(fc, 'operation', holding(fc))]) },
    { weight: 2, arbitrary: starting(fc, 'run', [handed(fc, 'operation', outcome)]) },
    { weight: 6, arbitrary: ending(fc, outcome) },
    { weight: 3, arbitrary: waiting(fc, 10, 50, 90, 100, 200) },
    { weight: 1, arbitrary: invoking(fc, 'in_flight') },
    { weight: 1, arbitrary: invoking(fc, 'waiting') },
  )
}
