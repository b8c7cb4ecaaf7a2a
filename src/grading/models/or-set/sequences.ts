import type * as FastCheck from 'fast-check'
import type { Json, Operation, Sequence } from '../../sequence.ts'

/**
 * Three replicas that add and remove few elements, so that they meet, and a fourth that only carries what it
 * merged: as late as a message may be.
 */
export function setSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  const named = (replica: string) => fc.record({ replica: fc.constant(replica) })
  return fc.record({
    startMs: fc.constant(5000),
    subjects: fc.constant(4),
    options: fc.record({}),
    each: fc.tuple(named('a'), named('b'), named('c'), named('d')),
    ops: fc.array(operations(fc), { minLength: 1, maxLength: 40, size: 'max' }),
  })
}

function operations(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  const element = fc.constantFrom('x', 'y', '', 'Z')
  const invoke = (
    method: string,
    last: number,
    args: FastCheck.Arbitrary<Json[]>,
  ): FastCheck.Arbitrary<Operation> =>
    fc.record({
      op: fc.constant('invoke' as const),
      on: fc.integer({ min: 0, max: last }),
      method: fc.constant(method),
      args,
    })
  const other = fc.record({ $subject: fc.integer({ min: 0, max: 3 }) })
  return fc.oneof(
    { weight: 6, arbitrary: invoke('add', 2, fc.tuple(element)) },
    { weight: 5, arbitrary: invoke('remove', 2, fc.tuple(element)) },
    { weight: 9, arbitrary: invoke('merge', 3, fc.tuple(other)) },
    { weight: 2, arbitrary: invoke('contains', 3, fc.tuple(element)) },
    { weight: 4, arbitrary: invoke('elements', 3, fc.tuple()) },
  )
}
