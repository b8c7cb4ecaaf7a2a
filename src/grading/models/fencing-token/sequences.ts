import type * as FastCheck from 'fast-check'
import type { Json, Operation, Sequence } from '../../sequence.ts'
import { waiting } from '../random.ts'

/** Few names and steps that meet the end of a lease, so that holders follow each other and come too late. */
export function fencingSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  return fc.record({
    startMs: fc.constantFrom(5000, 0),
    subjects: fc.constant(1),
    options: fc.record({ ttl_ms: fc.constantFrom(1000, 500) }),
    ops: fc.array(operations(fc), { minLength: 1, maxLength: 40, size: 'max' }),
  })
}

function operations(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  const name = fc.constantFrom('a', 'b')
  const id = fc.integer({ min: 1, max: 3 })
  const held = fc.record({ $result: id })
  // Tokens that another lock service has granted, or none ever did.
  const foreign = fc.constantFrom(1, 2, 3, 9, 10) as FastCheck.Arbitrary<Json>
  const token = fc.oneof({ weight: 3, arbitrary: held }, { weight: 2, arbitrary: foreign })
  const value = fc.constantFrom('x', 'y', '')
  const invoke = (method: string, args: FastCheck.Arbitrary<Json[]>): FastCheck.Arbitrary<Operation> =>
    fc.record({ op: fc.constant('invoke' as const), on: fc.constant(0), method: fc.constant(method), args })
  const acquire = fc.record({
    op: fc.constant('invoke' as const),
    on: fc.constant(0),
    method: fc.constant('acquire'),
    args: fc.tuple(name),
    as: id,
  })
  return fc.oneof(
    { weight: 6, arbitrary: acquire },
    { weight: 3, arbitrary: invoke('renew', fc.tuple(name, token)) },
    { weight: 2, arbitrary: invoke('release', fc.tuple(name, token)) },
    { weight: 2, arbitrary: invoke('holds', fc.tuple(name, token)) },
    { weight: 6, arbitrary: invoke('write', fc.tuple(name, value, token)) },
    { weight: 3, arbitrary: invoke('read', fc.tuple(name, token)) },
    { weight: 2, arbitrary: invoke('remove', fc.tuple(name, token)) },
    { weight: 2, arbitrary: invoke('peek', fc.tuple(name)) },
    { weight: 5, arbitrary: waiting(fc, 1000, 500, 1, 499, 999) },
  )
}
