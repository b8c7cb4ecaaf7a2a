import type * as FastCheck from 'fast-check'
import type { Json, Operation, Sequence } from '../../sequence.ts'

/** Three nodes that send each other messages, some of which arrive late, twice or never. */
export function clockSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  const node = (name: string) => fc.record({ node: fc.constant(name) })
  return fc.record({
    startMs: fc.constant(5000),
    subjects: fc.constant(3),
    options: fc.record({}),
    each: fc.tuple(node('a'), node('b'), node('c')),
    ops: fc.array(operations(fc), { minLength: 1, maxLength: 40, size: 'max' }),
  })
}

function operations(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  const on = fc.integer({ min: 0, max: 2 })
  const id = fc.integer({ min: 1, max: 4 })
  const kept = fc.record({ $result: id })
  const invoke = (
    method: string,
    args: FastCheck.Arbitrary<Json[]>,
    as?: typeof id,
  ): FastCheck.Arbitrary<Operation> =>
    fc.record({
      op: fc.constant('invoke' as const),
      on,
      method: fc.constant(method),
      args,
      ...(as === undefined ? {} : { as }),
    })
  return fc.oneof(
    { weight: 2, arbitrary: invoke('tick', fc.tuple()) },
    { weight: 1, arbitrary: invoke('tick', fc.tuple(), id) },
    { weight: 4, arbitrary: invoke('send', fc.tuple(), id) },
    { weight: 5, arbitrary: invoke('receive', fc.tuple(kept)) },
    { weight: 2, arbitrary: invoke('receive', fc.tuple(foreign(fc))) },
    { weight: 1, arbitrary: invoke('now', fc.tuple()) },
    { weight: 1, arbitrary: invoke('now', fc.tuple(), id) },
    { weight: 3, arbitrary: invoke('compare', fc.tuple(kept, kept)) },
    { weight: 2, arbitrary: invoke('compare', fc.tuple(vector(fc), vector(fc))) },
  )
}

const COUNT = { min: 1, max: 3 }

/**
 * A message from a node that is not one of the three, and knows of none of them: an own entry above what a
 * node has counted would tell apart programs that count a receipt before or after they merge, and both are right.
 */
function foreign(fc: typeof FastCheck): FastCheck.Arbitrary<Json> {
  const count = fc.integer(COUNT)
  return fc.record({ x: count, y: count }, { requiredKeys: [] }) as FastCheck.Arbitrary<Json>
}

function vector(fc: typeof FastCheck): FastCheck.Arbitrary<Json> {
  const count = fc.integer({ min: 0, max: 3 })
  return fc.record({ a: count, b: count, x: count }, { requiredKeys: [] }) as FastCheck.Arbitrary<Json>
}
