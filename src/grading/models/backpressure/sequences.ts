import type * as FastCheck from 'fast-check'
import type { Operation, Sequence } from '../../sequence.ts'
import { invoking } from '../random.ts'
import { call, times } from '../steps.ts'

/** Small queues of each policy, with marks that lie close together and far apart. */
export function queueSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  return fc.record({
    startMs: fc.constant(5000),
    subjects: fc.constant(1),
    options: fc.record({
      capacity: fc.constantFrom(5, 6),
      policy: fc.constantFrom('reject', 'drop_oldest', 'drop_newest'),
      high_watermark: fc.constantFrom(3, 5),
      low_watermark: fc.constantFrom(1, 2),
    }),
    ops: fc.array(operations(fc), { minLength: 1, maxLength: 40, size: 'max' }),
  })
}

function operations(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  return fc.oneof(
    { weight: 11, arbitrary: invoking(fc, 'offer', [fc.constantFrom('a', 'b', 'c', 'd', 'e', '')]) },
    { weight: 6, arbitrary: invoking(fc, 'poll') },
    { weight: 4, arbitrary: invoking(fc, 'request', [fc.constantFrom(1, 2, 5, 0, -1)]) },
    { weight: 3, arbitrary: invoking(fc, 'is_paused') },
    { weight: 1, arbitrary: invoking(fc, 'size') },
    { weight: 2, arbitrary: invoking(fc, 'counts') },
  )
}

/** A queue of that capacity is filled, and emptied again. */
export function queueWorkload(size: number): Sequence {
  const options = { capacity: size, policy: 'reject', high_watermark: size, low_watermark: 1 }
  const ops = [call('request', size), ...times(size, call('offer', 'a')), ...times(size, call('poll'))]
  return { startMs: 5000, subjects: 1, options, ops }
}
