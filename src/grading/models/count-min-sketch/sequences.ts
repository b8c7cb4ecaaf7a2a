import type * as FastCheck from 'fast-check'
import type { Operation, Sequence } from '../../sequence.ts'
import { invoking } from '../random.ts'

const KEYS = Array.from({ length: 30 }, (_, index) => `k${index}`)

/** Two sketches of one shape, so small that keys share counters, or so wide that they do not. */
export function sketchSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  return fc.record({
    startMs: fc.constant(5000),
    subjects: fc.constant(2),
    options: fc.record({ width: fc.constantFrom(1000, 16, 4), depth: fc.integer({ min: 1, max: 4 }) }),
    ops: fc.array(operations(fc), { minLength: 1, maxLength: 24, size: 'max' }),
  })
}

function operations(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  const key = fc.constantFrom(...KEYS)
  const keys = fc.array(key, { maxLength: 12, size: 'max' })
  const count = fc.oneof(
    { weight: 12, arbitrary: fc.integer({ min: 1, max: 9 }) },
    { weight: 1, arbitrary: fc.constantFrom(0, -1) },
    { weight: 1, arbitrary: fc.constant(3_000_000_000) },
  )
  const other = fc.record({ $subject: fc.integer({ min: 0, max: 1 }) })
  return fc.oneof(
    { weight: 8, arbitrary: invoking(fc, 'add', [key, count], 2) },
    { weight: 3, arbitrary: invoking(fc, 'add_all', [keys], 2) },
    { weight: 8, arbitrary: invoking(fc, 'estimate', [key], 2) },
    { weight: 4, arbitrary: invoking(fc, 'estimate_all', [keys], 2) },
    { weight: 2, arbitrary: invoking(fc, 'total', [], 2) },
    { weight: 1, arbitrary: invoking(fc, 'counters', [], 2) },
    { weight: 2, arbitrary: invoking(fc, 'merge', [other], 2) },
  )
}
