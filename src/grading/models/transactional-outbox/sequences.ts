import type * as FastCheck from 'fast-check'
import type { Json, Operation, Sequence } from '../../sequence.ts'
import { invoking } from '../random.ts'
import { deeds, texts } from '../random-scripts.ts'

const FAILURES = ['timeout', 'timeout', 'timeout', 'MessageRejectedError']

/** Few keys that are written often, and a broker that fails now and then, at some events more often. */
export function outboxSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  const often = deeds(fc, FAILURES, { every: 2, most: 6 })
  return fc.record({
    startMs: fc.constant(5000),
    subjects: fc.constant(1),
    options: fc.record({ max_attempts: fc.integer({ min: 1, max: 3 }) }),
    given: fc.record({
      publish: fc.record({
        does: deeds(fc, FAILURES, { every: 4, most: 20 }),
        by: fc.record({ 'a#1': often, 'b#2': often }),
      }),
    }),
    ops: fc.array(operations(fc), { minLength: 1, maxLength: 20, size: 'max' }),
  })
}

function operations(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  const lists = [['a'], ['b'], ['a', 'b'], ['b', 'a'], ['a', 'a'], ['b', 'a', 'b'], []]
  const keys = fc.oneof(...lists.map((one) => texts(fc, one)))
  const id = fc.constantFrom('a#1', 'a#2', 'b#1', 'b#2')
  return fc.oneof(
    { weight: 6, arbitrary: invoking(fc, 'update', [keys, computing(fc)]) },
    { weight: 8, arbitrary: invoking(fc, 'poll', [fc.integer({ min: 1, max: 4 })]) },
    { weight: 1, arbitrary: invoking(fc, 'get', [fc.constantFrom('a', 'b')]) },
    { weight: 2, arbitrary: invoking(fc, 'pending') },
    { weight: 1, arbitrary: invoking(fc, 'parked') },
    { weight: 3, arbitrary: invoking(fc, 'release', [id]) },
  )
}

/** What computes new values: run after run another, or it fails. */
function computing(fc: typeof FastCheck): FastCheck.Arbitrary<Json> {
  const deed = fc.oneof(
    { weight: 8, arbitrary: fc.record({ gives: fc.constantFrom('1', '2', '3', '4') }) },
    { weight: 1, arbitrary: fc.record({ fails: fc.constant('conflict') }) },
  )
  const does = fc.array(deed, { minLength: 1, maxLength: 3, size: 'max' })
  return fc.record({ $function: fc.constant('compute'), does }) as unknown as FastCheck.Arbitrary<Json>
}
