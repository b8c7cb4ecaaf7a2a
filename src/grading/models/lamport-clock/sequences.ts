import type * as FastCheck from 'fast-check'
import type { Json, Operation, Sequence } from '../../sequence.ts'

type Values = FastCheck.Arbitrary<Json[]>

/** Three nodes that send each other messages, some of which arrive late, twice or never. */
export function clockSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  const node = (...names: readonly string[]) =>
    fc.record(
      { node: fc.constantFrom(...names), start: fc.integer({ min: 0, max: 12 }) },
      { requiredKeys: ['node'] },
    )
  return fc.record({
    startMs: fc.constant(5000),
    subjects: fc.constant(3),
    options: fc.record({}),
    each: fc.tuple(node('a', 'n2'), node('B', 'n10'), node('c')),
    ops: fc.array(operations(fc), { minLength: 1, maxLength: 40, size: 'max' }),
  })
}

function operations(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  const on = fc.integer({ min: 0, max: 2 })
  const time = fc.integer({ min: 0, max: 14 })
  const message = fc.integer({ min: 1, max: 4 })
  const invoke = (method: string, args: Values): FastCheck.Arbitrary<Operation> =>
    fc.record({ op: fc.constant('invoke' as const), on, method: fc.constant(method), args })
  const send = fc.record({
    op: fc.constant('invoke' as const),
    on,
    method: fc.constant('send'),
    args: fc.tuple(),
    as: message,
  })
  const other = fc.constantFrom('a', 'B', 'c', 'n10', 'n2')
  return fc.oneof(
    { weight: 3, arbitrary: invoke('tick', fc.tuple()) },
    { weight: 4, arbitrary: send },
    { weight: 5, arbitrary: invoke('receive', fc.tuple(fc.record({ $result: message }))) },
    { weight: 2, arbitrary: invoke('receive', fc.tuple(time)) },
    { weight: 2, arbitrary: invoke('time', fc.tuple()) },
    { weight: 3, arbitrary: invoke('precedes', fc.tuple(time, time, other)) },
  )
}
