import type * as FastCheck from 'fast-check'
import type { Operation, Sequence } from '../../sequence.ts'
import { invoking } from '../random.ts'

const KEYS = Array.from({ length: 80 }, (_, index) => `k${index}`)

/** Two estimators of one precision that see the same keys in other orders, again and again, and merge. */
export function estimatorSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  return fc.record({
    startMs: fc.constant(5000),
    subjects: fc.constant(2),
    options: fc.record({ precision: fc.constantFrom(12, 10, 7) }),
    ops: fc.array(operations(fc), { minLength: 1, maxLength: 24, size: 'max' }),
  })
}

function operations(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  const key = fc.constantFrom(...KEYS)
  const keys = fc.array(key, { maxLength: 20, size: 'max' })
  const other = fc.record({ $subject: fc.integer({ min: 0, max: 1 }) })
  return fc.oneof(
    { weight: 6, arbitrary: invoking(fc, 'add', [key], 2) },
    { weight: 5, arbitrary: invoking(fc, 'add_all', [keys], 2) },
    { weight: 6, arbitrary: invoking(fc, 'count', [], 2) },
    { weight: 1, arbitrary: invoking(fc, 'registers', [], 2) },
    { weight: 2, arbitrary: invoking(fc, 'merge', [other], 2) },
  )
}
