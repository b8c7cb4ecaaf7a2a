import type * as FastCheck from 'fast-check'
import type { Deed, Json, Operation, Sequence } from '../../sequence.ts'
import { invoking, starting, waiting } from '../random.ts'

/** Batches of few keys, so that they fill up as often as their time is over; most answers fit in length. */
export function batcherSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  return fc.oneof(
    { weight: 4, arbitrary: sequences(fc, 2, 2) },
    { weight: 4, arbitrary: sequences(fc, 3, 3) },
    { weight: 3, arbitrary: sequences(fc, 10, 2) },
    { weight: 1, arbitrary: sequences(fc, 1, 1) },
  )
}

function sequences(fc: typeof FastCheck, maxBatch: number, usual: number): FastCheck.Arbitrary<Sequence> {
  return fc.record({
    startMs: fc.constantFrom(5000, 0),
    subjects: fc.constant(1),
    options: fc.record({ max_batch: fc.constant(maxBatch), max_delay_ms: fc.constantFrom(100, 200) }),
    given: fc.record({
      load_many: fc.record({ does: fc.tuple(fc.record({ holds: fc.constant(true as const) })) }),
    }),
    ops: fc.array(operations(fc, usual), { minLength: 1, maxLength: 30, size: 'max' }),
  })
}

/** `usual`: how many keys most batches have. */
function operations(fc: typeof FastCheck, usual: number): FastCheck.Arbitrary<Operation> {
  return fc.oneof(
    { weight: 24, arbitrary: starting(fc, 'load', [fc.constantFrom('a', 'b', 'c', '2', '10', '')]) },
    { weight: 12, arbitrary: answering(fc, usual) },
    { weight: 10, arbitrary: waiting(fc, 10, 50, 90, 100, 200) },
    { weight: 3, arbitrary: invoking(fc, 'flush') },
    { weight: 2, arbitrary: invoking(fc, 'waiting') },
    { weight: 1, arbitrary: invoking(fc, 'close') },
  )
}

/** One of the first batches ends. */
function answering(fc: typeof FastCheck, usual: number): FastCheck.Arbitrary<Operation> {
  return fc.record({
    op: fc.constant('finish' as const),
    of: fc.constant('load_many'),
    run: fc.integer({ min: 1, max: 5 }),
    does: fc.oneof(
      { weight: 5, arbitrary: entries(fc, usual) },
      { weight: 2, arbitrary: entries(fc, Math.max(1, usual - 1)) },
      { weight: 1, arbitrary: entries(fc, usual + 1) },
      { weight: 2, arbitrary: fc.record({ fails: fc.constant('unreachable') }) },
    ),
  })
}

function entries(fc: typeof FastCheck, count: number): FastCheck.Arbitrary<Deed> {
  const entry: FastCheck.Arbitrary<Json> = fc.constantFrom(7, 8, 9, 0, null)
  return fc.record({ gives: fc.tuple(...Array.from({ length: count }, () => entry)) })
}
