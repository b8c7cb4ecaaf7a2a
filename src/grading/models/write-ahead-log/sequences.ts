import type * as FastCheck from 'fast-check'
import type { Operation, Sequence } from '../../sequence.ts'
import { invoking } from '../random.ts'
import { deeds } from '../random-scripts.ts'
import { CONTENTS } from './contents.ts'

const FAILURES = ['io-error', 'no-space']

/** Short transactions, crashes that leave all kinds of files, and a disk that fails now and then. */
export function logSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  const failing = (every: number): FastCheck.Arbitrary<object> =>
    fc.record({ does: deeds(fc, FAILURES, { every, most: 12 }) })
  return fc.record({
    startMs: fc.constant(5000),
    subjects: fc.constant(1),
    options: fc.record({}),
    given: fc.record({
      write: failing(8),
      sync: failing(5),
      truncate: failing(6),
      discard: failing(3),
    }),
    ops: fc.array(operations(fc), { minLength: 1, maxLength: 40, size: 'max' }),
  }) as FastCheck.Arbitrary<Sequence>
}

function operations(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  const payload = fc.constantFrom('a', 'b', '', 'x:1', 'a\nb')
  return fc.oneof(
    { weight: 7, arbitrary: invoking(fc, 'append', [payload]) },
    { weight: 5, arbitrary: invoking(fc, 'commit') },
    { weight: 6, arbitrary: invoking(fc, 'flush') },
    { weight: 3, arbitrary: invoking(fc, 'durable') },
    { weight: 5, arbitrary: invoking(fc, 'checkpoint', [fc.integer({ min: 0, max: 12 })]) },
    {
      weight: 4,
      arbitrary: invoking(fc, 'recover', [fc.constantFrom(...CONTENTS), fc.integer({ min: 0, max: 9 })]),
    },
  )
}
