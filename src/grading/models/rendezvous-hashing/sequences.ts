import type * as FastCheck from 'fast-check'
import type { Operation, Sequence } from '../../sequence.ts'
import { invoking } from '../random.ts'

/** Two names that the given hash cannot tell apart: FNV-1a maps both to one number, and so all that begins with them. */
export const TWINS = ['liquid', 'costarring'] as const

/** Few nodes that come and go, and few keys, so that each is asked for before and after. */
export function hasherSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  return fc.record({
    startMs: fc.constant(5000),
    subjects: fc.constant(1),
    options: fc.record({}),
    ops: fc.array(operations(fc), { minLength: 1, maxLength: 40, size: 'max' }),
  })
}

function operations(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  const node = fc.constantFrom('a', 'b', 'c', 'd', ...TWINS)
  const key = fc.constantFrom('k1', 'k2', 'k3', 'k4', 'k5', 'k6', 'k7', 'k8')
  const weight = fc.constantFrom(1, 1, 2, 3)
  const count = fc.integer({ min: 0, max: 5 })
  return fc.oneof(
    { weight: 6, arbitrary: invoking(fc, 'add_node', [node, weight]) },
    { weight: 3, arbitrary: invoking(fc, 'remove_node', [node]) },
    { weight: 10, arbitrary: invoking(fc, 'owner', [key]) },
    { weight: 4, arbitrary: invoking(fc, 'owners', [key, count]) },
    { weight: 1, arbitrary: invoking(fc, 'nodes') },
  )
}
