import type * as FastCheck from 'fast-check'
import type { Operation, Sequence } from '../../sequence.ts'
import { ending, handed, holding, invoking, outcomes, starting } from '../random.ts'

/** Few keys, so that many ask for the same at the same time. */
export function coalescerSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  return fc.record({
    startMs: fc.constant(5000),
    subjects: fc.constant(1),
    options: fc.record({}),
    ops: fc.array(operations(fc), { minLength: 1, maxLength: 30, size: 'max' }),
  })
}

function operations(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  const key = fc.constantFrom('a', 'b', 'A', '')
  const outcome = outcomes(fc, [7, 0], ['unreachable'])
  return fc.oneof(
    { weight: 8, arbitrary: starting(fc, 'get', [key, handed(fc, 'load', holding(fc))]) },
    { weight: 1, arbitrary: starting(fc, 'get', [key, handed(fc, 'load', outcome)]) },
    { weight: 5, arbitrary: ending(fc, outcome) },
    { weight: 2, arbitrary: invoking(fc, 'forget', [key]) },
    { weight: 1, arbitrary: invoking(fc, 'in_flight') },
  )
}
