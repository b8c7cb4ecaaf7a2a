import type * as FastCheck from 'fast-check'
import type { Json, Operation, Sequence } from '../../sequence.ts'
import { invoking, waiting } from '../random.ts'

/** Few keys and requests, so that they meet again, and times that end an age to the millisecond. */
export function executorSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  return fc.record({
    startMs: fc.constantFrom(5000, 0),
    subjects: fc.constant(1),
    options: fc.record({ ttl_ms: fc.constantFrom(1000, 500, 100) }),
    ops: fc.array(operations(fc), { minLength: 1, maxLength: 24, size: 'max' }),
  })
}

function operations(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  const key = fc.constantFrom('k1', 'k1', 'k1', 'k2', 'K1', '', 'constructor')
  const request = fc.constantFrom('charge 40', 'charge 40', 'charge 60')
  return fc.oneof(
    { weight: 8, arbitrary: invoking(fc, 'execute', [key, request, operation(fc)]) },
    { weight: 1, arbitrary: invoking(fc, 'size') },
    { weight: 3, arbitrary: waiting(fc, 100, 500, 499, 1, 1000) },
  )
}

function operation(fc: typeof FastCheck): FastCheck.Arbitrary<Json> {
  const takesMs = fc.constantFrom(0, 0, 100, 500)
  const value = fc.constantFrom<Json[]>('receipt', 7, 0, null, false, '')
  const error = fc.constantFrom('timeout', 'DeclinedError')
  return fc.record({
    $function: fc.constant('operation'),
    does: fc.array(
      fc.oneof(
        { weight: 3, arbitrary: fc.record({ gives: value, takesMs }) },
        { weight: 2, arbitrary: fc.record({ fails: error, takesMs }) },
      ),
      { minLength: 1, maxLength: 2 },
    ),
  })
}
