import type * as FastCheck from 'fast-check'
import type { Json, Operation, Sequence } from '../../sequence.ts'

/** Two replicas; clients read at one and write at either, with what they read now, read earlier, or nothing. */
export function valueSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  const node = (name: string) => fc.record({ node: fc.constant(name) })
  return fc.record({
    startMs: fc.constant(5000),
    subjects: fc.constant(2),
    options: fc.record({}),
    each: fc.tuple(node('a'), node('b')),
    ops: fc.array(operations(fc), { minLength: 1, maxLength: 40, size: 'max' }),
  })
}

function operations(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  const either = fc.integer({ min: 0, max: 1 })
  const id = fc.integer({ min: 1, max: 3 })
  const base = (method: string, on = either) => ({
    op: fc.constant('invoke' as const),
    on,
    method: fc.constant(method),
  })
  const invoke = (
    method: string,
    args: FastCheck.Arbitrary<Json[]>,
    on?: typeof either,
  ): FastCheck.Arbitrary<Operation> => fc.record({ ...base(method, on), args })
  const value = fc.constantFrom('x', 'y', 'z', 'Z', 'x10', 'x9')
  const nothing = fc.record({}) as FastCheck.Arbitrary<Json>
  const merge = (on: number, other: number) =>
    invoke('merge', fc.tuple(fc.record({ $subject: fc.constant(other) })), fc.constant(on))
  return fc.oneof(
    { weight: 5, arbitrary: invoke('put', fc.tuple(value, fc.record({ $result: id }))) },
    { weight: 3, arbitrary: invoke('put', fc.tuple(value, nothing)) },
    { weight: 4, arbitrary: fc.record({ ...base('context'), args: fc.tuple(), as: id }) },
    { weight: 4, arbitrary: invoke('values', fc.tuple()) },
    { weight: 1, arbitrary: invoke('context', fc.tuple()) },
    { weight: 2, arbitrary: merge(0, 1) },
    { weight: 2, arbitrary: merge(1, 0) },
  )
}
