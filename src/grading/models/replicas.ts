import type * as FastCheck from 'fast-check'
import type { Operation, Sequence } from '../sequence.ts'

const MOST_OPERATIONS = 30

/** Sequences of three replicas with names of their own. */
export function replicaSequences(
  fc: typeof FastCheck,
  operation: FastCheck.Arbitrary<Operation>,
): FastCheck.Arbitrary<Sequence> {
  return fc.record({
    startMs: fc.constant(5000),
    subjects: fc.constant(3),
    options: fc.record({}),
    each: fc.tuple(
      fc.record({ replica: fc.constantFrom('a', 'eu-1') }),
      fc.record({ replica: fc.constant('b') }),
      fc.record({ replica: fc.constant('c') }),
    ),
    ops: fc.array(operation, { minLength: 1, maxLength: MOST_OPERATIONS, size: 'max' }),
  })
}

/** A replica tells its state, which is kept as a message of this number. */
export function sendingState(
  fc: typeof FastCheck,
  message: FastCheck.Arbitrary<number>,
): FastCheck.Arbitrary<Operation> {
  return fc.record({
    op: fc.constant('invoke' as const),
    on: fc.integer({ min: 0, max: 2 }),
    method: fc.constant('state'),
    args: fc.tuple(),
    as: message,
  })
}
