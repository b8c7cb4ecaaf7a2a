import type * as FastCheck from 'fast-check'
import type { Deed, Operation, Script, Sequence } from '../../sequence.ts'
import { invoking } from '../random.ts'
import { deeds, texts } from '../random-scripts.ts'

/** Few participants that vote and acknowledge as they like, and transactions that are recovered from any log. */
export function commitSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  return fc.record({
    startMs: fc.constant(5000),
    subjects: fc.constant(1),
    options: fc.record({ commit_rounds: fc.integer({ min: 1, max: 3 }), retry_ms: fc.constantFrom(10, 20) }),
    given: fc.record({
      prepare: byName(fc, votes(fc), { gives: 'yes' }),
      commit: byName(fc, deeds(fc, ['timeout'], { every: 3, most: 4 })),
      abort: byName(fc, deeds(fc, ['timeout'], { every: 4, most: 2 })),
      record: fc.record({ does: deeds(fc, ['disk'], { every: 8, most: 10 }) }),
    }),
    ops: fc.array(operations(fc), { minLength: 1, maxLength: 5, size: 'max' }),
  })
}

function votes(fc: typeof FastCheck): FastCheck.Arbitrary<Deed[]> {
  const vote = fc.oneof(
    { weight: 4, arbitrary: fc.record({ gives: fc.constantFrom('yes', 'yes', 'yes', 'read-only', 'no') }) },
    { weight: 1, arbitrary: fc.record({ fails: fc.constant('timeout') }) },
  )
  return fc.array(vote, { minLength: 1, maxLength: 3, size: 'max' })
}

function byName(
  fc: typeof FastCheck,
  own: FastCheck.Arbitrary<Deed[]>,
  other?: Deed,
): FastCheck.Arbitrary<Script> {
  const does =
    other === undefined ? fc.tuple() : fc.tuple(fc.record({ gives: fc.constant(other.gives ?? null) }))
  return fc.record({ does, by: fc.record({ a: own, b: own, c: own }) })
}

function operations(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  const txn = fc.constantFrom('t1', 't2')
  const some = [['a'], ['a', 'b'], ['b', 'a'], ['c', 'a', 'b'], ['c'], []]
  const logs = [[], ['commit a'], ['commit b a'], ['commit c a b'], ['commit b a', 'end']]
  const participants = fc.oneof(...some.map((one) => texts(fc, one)))
  const log = fc.oneof(...logs.map((one) => texts(fc, one)))
  return fc.oneof(
    { weight: 3, arbitrary: invoking(fc, 'run', [txn, participants]) },
    { weight: 1, arbitrary: invoking(fc, 'recover', [txn, log]) },
  )
}
