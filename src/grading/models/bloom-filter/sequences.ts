import type * as FastCheck from 'fast-check'
import type { Operation, Sequence } from '../../sequence.ts'
import { invoking } from '../random.ts'

const KEYS = Array.from({ length: 60 }, (_, index) => `k${index}`)

/** Two filters of one size, filled up to their capacity and beyond, asked for what was added and what was not. */
export function filterSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  return fc.record({
    startMs: fc.constant(5000),
    subjects: fc.constant(2),
    options: fc.record({
      capacity: fc.constantFrom(100, 20, 5),
      false_positive_rate: fc.constantFrom(0.01, 0.05, 0.001),
    }),
    ops: fc.array(operations(fc), { minLength: 1, maxLength: 24, size: 'max' }),
  })
}

function operations(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  const key = fc.constantFrom(...KEYS)
  const keys = fc.array(key, { maxLength: 20, size: 'max' })
  const other = fc.record({ $subject: fc.integer({ min: 0, max: 1 }) })
  return fc.oneof(
    { weight: 6, arbitrary: invoking(fc, 'add', [key], 2) },
    { weight: 4, arbitrary: invoking(fc, 'add_all', [keys], 2) },
    { weight: 6, arbitrary: invoking(fc, 'might_contain', [key], 2) },
    { weight: 6, arbitrary: invoking(fc, 'filter', [keys], 2) },
    { weight: 1, arbitrary: invoking(fc, 'bits', [], 2) },
    { weight: 1, arbitrary: invoking(fc, 'hashes', [], 2) },
    { weight: 2, arbitrary: invoking(fc, 'merge', [other], 2) },
  )
}
