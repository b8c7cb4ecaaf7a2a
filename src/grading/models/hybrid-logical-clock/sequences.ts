import type * as FastCheck from 'fast-check'
import type { Json, Operation, Sequence } from '../../sequence.ts'

/**
 * Two nodes that send each other timestamps. There is one given clock, and it is set forward and back
 * between the turns of the nodes: so each sees a clock that is wrong by some milliseconds, and that jumps.
 */
export function clockSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  return fc.record({
    startMs: fc.constantFrom(5000, 10_000),
    subjects: fc.constant(2),
    options: fc.record({ max_ahead_ms: fc.constantFrom(50, 20, 10) }),
    ops: fc.array(operations(fc), { minLength: 1, maxLength: 40, size: 'max' }),
  })
}

function operations(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  const on = fc.integer({ min: 0, max: 1 })
  const id = fc.integer({ min: 1, max: 3 })
  const kept = fc.record({ $result: id })
  const base = (method: string) => ({ op: fc.constant('invoke' as const), on, method: fc.constant(method) })
  const invoke = (method: string, args: FastCheck.Arbitrary<Json[]>): FastCheck.Arbitrary<Operation> =>
    fc.record({ ...base(method), args })
  const keeping = (method: string, args: FastCheck.Arbitrary<Json[]>): FastCheck.Arbitrary<Operation> =>
    fc.record({ ...base(method), args, as: id })
  const ms = fc.constantFrom(1, 5, 10, 20, 50, -1, -5, -10, -20, -50)
  return fc.oneof(
    { weight: 3, arbitrary: invoke('now', fc.tuple()) },
    { weight: 4, arbitrary: keeping('now', fc.tuple()) },
    { weight: 5, arbitrary: invoke('receive', fc.tuple(kept)) },
    { weight: 2, arbitrary: keeping('receive', fc.tuple(kept)) },
    { weight: 3, arbitrary: invoke('receive', fc.tuple(stamp(fc))) },
    { weight: 1, arbitrary: invoke('latest', fc.tuple()) },
    { weight: 1, arbitrary: invoke('is_before', fc.tuple(kept, kept)) },
    { weight: 1, arbitrary: invoke('is_before', fc.tuple(stamp(fc), stamp(fc))) },
    { weight: 5, arbitrary: fc.record({ op: fc.constant('advance' as const), ms }) },
  )
}

/** Around the start, on both sides of the limits, and with times of four digits and of five. */
function stamp(fc: typeof FastCheck): FastCheck.Arbitrary<Json> {
  const time = fc.constantFrom(4990, 5000, 5005, 5010, 5011, 5020, 5050, 5051, 9990, 9999, 10_000, 10_010)
  return fc.tuple(time, fc.constantFrom(0, 1, 2, 5, 10)) as FastCheck.Arbitrary<Json>
}
