import type * as FastCheck from 'fast-check'
import type { Json, Operation, Sequence } from '../../sequence.ts'
import { waiting } from '../random.ts'

type Arbitrary<T> = FastCheck.Arbitrary<T>

/** Two accounts that are handed each other's events and snapshots; few amounts, so that they meet the limits. */
export function accountSequences(fc: typeof FastCheck): Arbitrary<Sequence> {
  return fc.record({
    startMs: fc.constantFrom(5000, 0),
    subjects: fc.constant(2),
    options: fc.record({ snapshot_every: fc.constantFrom(2, 3, 1) }),
    each: fc.tuple(
      fc.record({ overdraft_cents: fc.constantFrom(100, 0) }),
      fc.record({ overdraft_cents: fc.constant(0) }),
    ),
    ops: fc.array(operations(fc), { minLength: 1, maxLength: 40, size: 'max' }),
  })
}

/** Numbers under which results are kept: versions, lists of events, a snapshot. */
const VERSION = 1
const EVENTS = 2
const SNAPSHOT = 3

function operations(fc: typeof FastCheck): Arbitrary<Operation> {
  const on = fc.constantFrom(0, 1)
  const invoke = (method: string, args: Arbitrary<Json[]>, as?: number): Arbitrary<Operation> =>
    fc.record({
      op: fc.constant('invoke' as const),
      on,
      method: fc.constant(method),
      args,
      ...(as === undefined ? {} : { as: fc.constant(as) }),
    })
  const kept = (id: number): Arbitrary<Json> => fc.record({ $result: fc.constant(id) })
  const expected: Arbitrary<Json> = fc.oneof(
    { weight: 6, arbitrary: fc.constant(null) },
    { weight: 3, arbitrary: kept(VERSION) },
    { weight: 2, arbitrary: fc.constantFrom(0, 1, 2, 3, 9) },
  )
  const cents = fc.constantFrom(100, 50, 200, 300, 0, -50)
  const snapshot: Arbitrary<Json> = fc.oneof(
    { weight: 2, arbitrary: kept(SNAPSHOT) },
    { weight: 1, arbitrary: fc.constant(null) },
  )
  const events = fc.oneof({ weight: 4, arbitrary: kept(EVENTS) }, { weight: 3, arbitrary: history(fc) })
  return fc.oneof(
    { weight: 6, arbitrary: invoke('deposit', fc.tuple(cents, expected)) },
    { weight: 4, arbitrary: invoke('withdraw', fc.tuple(cents, expected)) },
    { weight: 2, arbitrary: invoke('close', fc.tuple(expected)) },
    { weight: 2, arbitrary: invoke('balance', fc.tuple()) },
    { weight: 2, arbitrary: invoke('version', fc.tuple(), VERSION) },
    { weight: 4, arbitrary: invoke('events', fc.tuple(fc.constantFrom(0, 0, 1, 2)), EVENTS) },
    { weight: 3, arbitrary: invoke('snapshot', fc.tuple(), SNAPSHOT) },
    { weight: 3, arbitrary: invoke('replay', fc.tuple(events)) },
    { weight: 4, arbitrary: invoke('restore', fc.tuple(snapshot, events)) },
    { weight: 2, arbitrary: waiting(fc, 1000, 1) },
  )
}

/** Histories of elsewhere, with rising versions; some have gaps. */
function history(fc: typeof FastCheck): Arbitrary<Json> {
  const versions = [[], [1], [1, 2], [1, 2, 3], [2, 3], [3, 4], [1, 3], [4], [1, 2, 3, 4, 5]]
  const lists = versions.map((each) => fc.tuple(...each.map((version) => event(fc, version))))
  return fc.oneof(...lists) as Arbitrary<Json>
}

function event(fc: typeof FastCheck, number: number): Arbitrary<Json> {
  const version = fc.constant(number)
  const time = fc.constantFrom(1000, 2000)
  const cents = fc.constantFrom(100, 50)
  const euros = fc.constantFrom(1, 3)
  return fc.oneof(
    { weight: 3, arbitrary: fc.record({ version, time, deposited: cents }) },
    { weight: 2, arbitrary: fc.record({ version, time, withdrawn: cents }) },
    { weight: 2, arbitrary: fc.record({ version, time, credited: euros }) },
    { weight: 1, arbitrary: fc.record({ version, time, debited: euros }) },
    { weight: 1, arbitrary: fc.record({ version, time, renamed: fc.constant(1) }) },
  ) as Arbitrary<Json>
}
