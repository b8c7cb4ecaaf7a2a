import type * as FastCheck from 'fast-check'
import type { Operation, Sequence } from '../../sequence.ts'
import { invoking } from '../random.ts'
import { replicaSequences, sendingState } from '../replicas.ts'

/** Three replicas whose states overtake each other, arrive late, twice or never, and states from elsewhere. */
export function counterSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  return replicaSequences(fc, operations(fc))
}

function operations(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  const message = fc.integer({ min: 1, max: 4 })
  const count = fc.integer({ min: 1, max: 6 })
  const slots = fc.record({ a: count, b: count, d: count }, { requiredKeys: [] })
  const amount = fc.integer({ min: 0, max: 5 })
  const negative = fc.integer({ min: -3, max: -1 })
  return fc.oneof(
    { weight: 7, arbitrary: invoking(fc, 'increment', [amount], 3) },
    { weight: 7, arbitrary: invoking(fc, 'decrement', [amount], 3) },
    { weight: 1, arbitrary: invoking(fc, 'increment', [negative], 3) },
    { weight: 1, arbitrary: invoking(fc, 'decrement', [negative], 3) },
    { weight: 10, arbitrary: sendingState(fc, message) },
    { weight: 14, arbitrary: invoking(fc, 'merge', [fc.record({ $result: message })], 3) },
    {
      weight: 2,
      arbitrary: invoking(fc, 'merge', [fc.record({ increments: slots, decrements: slots })], 3),
    },
    { weight: 6, arbitrary: invoking(fc, 'value', [], 3) },
  )
}
