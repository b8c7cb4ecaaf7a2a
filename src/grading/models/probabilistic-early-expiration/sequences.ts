import type * as FastCheck from 'fast-check'
import type { Json, Operation, Sequence } from '../../sequence.ts'
import { invoking, waiting } from '../random.ts'

/** Whether an expired entry draws a number is left to a program, so numbers differ only where nothing expires. */
export function cacheSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  return fc.oneof({ weight: 4, arbitrary: expiring(fc) }, { weight: 1, arbitrary: living(fc) })
}

function expiring(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  const key = fc.constantFrom('a', 'a', 'a', 'b', 'constructor')
  return fc.record({
    startMs: fc.constantFrom(5000, 0),
    subjects: fc.constant(1),
    options: fc.record({
      ttl_ms: fc.constantFrom(1000, 4000, 60_000),
      negative_ttl_ms: fc.constantFrom(200, 1000),
      beta: fc.constantFrom(1, 2, 0.5, 8),
    }),
    random: fc.array(fc.constantFrom(0.5, 0.25, 0.0625, 0.875, 0), { minLength: 1, maxLength: 1 }),
    ops: fc.array(
      fc.oneof(
        { weight: 8, arbitrary: invoking(fc, 'get', [key, load(fc)]) },
        { weight: 1, arbitrary: invoking(fc, 'invalidate', [key]) },
        { weight: 5, arbitrary: waiting(fc, 100, 500, 400, 1000, 3000, 99) },
      ),
      { minLength: 1, maxLength: 20, size: 'max' },
    ),
  })
}

function load(fc: typeof FastCheck): FastCheck.Arbitrary<Json> {
  const takesMs = fc.constantFrom(0, 100, 400, 1000)
  const value = fc.constantFrom<Json[]>(1, 2, 3, 'x', 0, '', null)
  return fc.record({
    $function: fc.constant('load'),
    does: fc.tuple(
      fc.oneof(
        { weight: 4, arbitrary: fc.record({ gives: value, takesMs }) },
        { weight: 1, arbitrary: fc.record({ fails: fc.constantFrom('timeout', 'reset'), takesMs }) },
      ),
    ),
  })
}

/** Nine steps of a second at most, in a life of ten: whatever the numbers, no entry expires. */
function living(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  const slow = fc.record({
    $function: fc.constant('load'),
    does: fc.tuple(fc.record({ gives: fc.constantFrom(1, 2, 3), takesMs: fc.constantFrom(1000, 2000, 500) })),
  })
  const steps: FastCheck.Arbitrary<Operation> = fc.oneof(
    { weight: 2, arbitrary: invoking(fc, 'get', [fc.constant('a'), slow]) },
    { weight: 1, arbitrary: waiting(fc, 500, 1000) },
  )
  return fc.record({
    startMs: fc.constant(5000),
    subjects: fc.constant(1),
    options: fc.record({ ttl_ms: fc.constant(10_000), beta: fc.constantFrom(1, 2, 4) }),
    random: fc.array(fc.constantFrom(0.5, 0.25, 0.0625, 0.875, 0.015625), { minLength: 1, maxLength: 7 }),
    ops: fc.array(steps, { minLength: 1, maxLength: 9, size: 'max' }),
  })
}
