import type * as FastCheck from 'fast-check'
import type { Operation, Sequence } from '../../sequence.ts'
import { invoking } from '../random.ts'

/** Three replicas whose states overtake each other, arrive late, twice or never, and states from elsewhere. */
export function counterSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  return fc.record({
    startMs: fc.constant(5000),
    subjects: fc.constant(3),
    options: fc.record({}),
    each: fc.tuple(
      fc.record({ replica: fc.constantFrom('a', 'eu-1') }),
      fc.record({ replica: fc.constant('b') }),
      fc.record({ replica: fc.constant('c') }),
    ),
    ops: fc.array(operations(fc), { minLength: 1, maxLength: 30, size: 'max' }),
  })
}

function operations(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  const message = fc.integer({ min: 1, max: 4 })
  const count = fc.integer({ min: 1, max: 6 })
  const slots = fc.record({ a: count, b: count, d: count }, { requiredKeys: [] })
  const amount = fc.integer({ min: 0, max: 5 })
  const negative = fc.integer({ min: -3, max: -1 })
  const send = fc.record({
    op: fc.constant('invoke' as const),
    on: fc.integer({ min: 0, max: 2 }),
    method: fc.constant('state'),
    args: fc.tuple(),
    as: message,
  })
  return fc.oneof(
    { weight: 7, arbitrary: invoking(fc, 'increment', [amount], 3) },
    { weight: 7, arbitrary: invoking(fc, 'decrement', [amount], 3) },
    { weight: 1, arbitrary: invoking(fc, 'increment', [negative], 3) },
    { weight: 1, arbitrary: invoking(fc, 'decrement', [negative], 3) },
    { weight: 10, arbitrary: send },
    { weight: 14, arbitrary: invoking(fc, 'merge', [fc.record({ $result: message })], 3) },
    {
      weight: 2,
      arbitrary: invoking(fc, 'merge', [fc.record({ increments: slots, decrements: slots })], 3),
    },
    { weight: 6, arbitrary: invoking(fc, 'value', [], 3) },
  )
}
