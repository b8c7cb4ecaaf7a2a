import type * as FastCheck from 'fast-check'
import type { Json, Operation, Sequence } from '../../sequence.ts'
import { invoking } from '../random.ts'

/**
 * Three replicas that insert after few elements, so that they meet at one place, and delete some. Any of them may
 * carry what it has merged to another as late as a message may be.
 */
export function editSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  const named = (...names: readonly string[]) => fc.record({ replica: fc.constantFrom(...names) })
  return fc.record({
    startMs: fc.constant(5000),
    subjects: fc.constant(3),
    options: fc.record({}),
    each: fc.tuple(named('a', 'n2'), named('B', 'n10'), named('D', 'n9')),
    ops: fc.array(operations(fc), { minLength: 1, maxLength: 45, size: 'max' }),
  })
}

function operations(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  // An insert that is refused forgets what its number kept before: those at the beginning never are.
  const firsts = fc.integer({ min: 1, max: 3 })
  const others = fc.integer({ min: 4, max: 5 })
  const value = fc.constantFrom('p', 'q', 'r', '')
  const kept = fc.record({ $result: fc.integer({ min: 1, max: 5 }) })
  const inserting = (
    reference: FastCheck.Arbitrary<Json>,
    as: FastCheck.Arbitrary<number>,
  ): FastCheck.Arbitrary<Operation> =>
    fc.record({
      op: fc.constant('invoke' as const),
      on: fc.integer({ min: 0, max: 2 }),
      method: fc.constant('insert_after'),
      args: fc.tuple(reference, value),
      as,
    })
  const other = fc.record({ $subject: fc.integer({ min: 0, max: 2 }) })
  return fc.oneof(
    { weight: 4, arbitrary: inserting(fc.constant(null), firsts) },
    { weight: 10, arbitrary: inserting(kept, others) },
    { weight: 1, arbitrary: inserting(fc.constant('7@z'), others) },
    { weight: 6, arbitrary: invoking(fc, 'delete', [kept], 3) },
    { weight: 1, arbitrary: invoking(fc, 'delete', [fc.constant('7@z')], 3) },
    { weight: 12, arbitrary: invoking(fc, 'merge', [other], 3) },
    { weight: 6, arbitrary: invoking(fc, 'ids', [], 3) },
    { weight: 2, arbitrary: invoking(fc, 'values', [], 3) },
  )
}
