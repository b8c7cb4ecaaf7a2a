import type * as FastCheck from 'fast-check'
import type { Operation, Sequence } from '../../sequence.ts'
import { invoking, waiting } from '../random.ts'

/**
 * Three replicas, any of which may carry what it has merged to another as late as a message may be. There is one given
 * clock, which often stands still and is set back between the turns of the replicas: so each sees another time. Most
 * names come in another order by their codes than they do in a dictionary or as numbers.
 */
export function registerSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  const named = (...names: readonly string[]) => fc.record({ replica: fc.constantFrom(...names) })
  return fc.record({
    startMs: fc.constantFrom(5000, 9990),
    subjects: fc.constant(3),
    options: fc.record({}),
    each: fc.tuple(named('a', 'n2'), named('B', 'n10'), named('D', 'n9')),
    ops: fc.array(operations(fc), { minLength: 1, maxLength: 40, size: 'max' }),
  })
}

function operations(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  const value = fc.constantFrom('x', 'y', '', 'z')
  const other = fc.record({ $subject: fc.integer({ min: 0, max: 2 }) })
  return fc.oneof(
    { weight: 7, arbitrary: invoking(fc, 'set', [value], 3) },
    { weight: 3, arbitrary: invoking(fc, 'clear', [], 3) },
    { weight: 9, arbitrary: invoking(fc, 'merge', [other], 3) },
    { weight: 4, arbitrary: invoking(fc, 'get', [], 3) },
    { weight: 3, arbitrary: invoking(fc, 'written_at', [], 3) },
    { weight: 3, arbitrary: invoking(fc, 'written_by', [], 3) },
    { weight: 6, arbitrary: waiting(fc, 1, 5, 10, 20, 50, -1, -5, -10) },
  )
}
