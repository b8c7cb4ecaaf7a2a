import type * as FastCheck from 'fast-check'
import type { Operation, Sequence } from '../../sequence.ts'
import { invoking, waiting } from '../random.ts'

/** The default of the contract, 2025-01-01 at 0:00 in Greenwich. */
export const EPOCH_MS = 1_735_689_600_000
/** Some years later, so that ids are larger than 2^53, where floating point has gaps. */
export const LATER_MS = EPOCH_MS + 100_000_000_000

/** Few ids to a millisecond, so that it is soon full; a clock that stands still, ticks, leaps and moves back. */
export function idSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  return fc.record({
    startMs: fc.constantFrom(LATER_MS, EPOCH_MS),
    subjects: fc.constant(1),
    options: fc.record({
      node: fc.integer({ min: 0, max: 7 }),
      node_bits: fc.constantFrom(10, 3, 4),
      sequence_bits: fc.constantFrom(1, 2, 3),
    }),
    ops: fc.array(operations(fc), { minLength: 1, maxLength: 40, size: 'max' }),
  })
}

function operations(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  // Their times are exact in floating point, whatever the widths.
  const id = fc.constantFrom('0', '1', '4095', '4096', '4194303', '123456789012', '12345678901234')
  return fc.oneof(
    { weight: 20, arbitrary: invoking(fc, 'next_id') },
    { weight: 4, arbitrary: waiting(fc, 1, 2, 3, 1000) },
    { weight: 2, arbitrary: waiting(fc, -1, -2) },
    { weight: 1, arbitrary: invoking(fc, 'timestamp_of', [id]) },
    { weight: 1, arbitrary: invoking(fc, 'node_of', [id]) },
    { weight: 1, arbitrary: invoking(fc, 'sequence_of', [id]) },
  )
}
