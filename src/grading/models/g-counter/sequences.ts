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
  const other = fc.record({ a: count, b: count, d: count }, { requiredKeys: [] })
  return fc.oneof(
    { weight: 6, arbitrary: invoking(fc, 'increment', [fc.integer({ min: 0, max: 5 })], 3) },
    { weight: 1, arbitrary: invoking(fc, 'increment', [fc.integer({ min: -3, max: -1 })], 3) },
    { weight: 5, arbitrary: sendingState(fc, message) },
    { weight: 7, arbitrary: invoking(fc, 'merge', [fc.record({ $result: message })], 3) },
    { weight: 1, arbitrary: invoking(fc, 'merge', [other], 3) },
    { weight: 3, arbitrary: invoking(fc, 'value', [], 3) },
  )
}
