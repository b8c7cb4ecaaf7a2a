import type * as FastCheck from 'fast-check'
import type { Json, Operation, Sequence } from '../../sequence.ts'
import { invoking } from '../random.ts'

/** Few keys, small memtables and levels, so that keys meet in several runs and merges cascade. */
export function treeSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  return fc.record({
    startMs: fc.constant(5000),
    subjects: fc.constant(1),
    options: fc.record({ memtable_limit: fc.constantFrom(2, 1, 3), fanout: fc.constantFrom(2, 3) }),
    ops: fc.array(operations(fc), { minLength: 1, maxLength: 60, size: 'max' }),
  })
}

function operations(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  const key = fc.constantFrom('a', 'b', 'c', 'd', 'Z')
  const value = fc.constantFrom('1', '2', '3', '')
  const end: FastCheck.Arbitrary<Json> = fc.constantFrom(null, 'c', 'd', '')
  return fc.oneof(
    { weight: 9, arbitrary: invoking(fc, 'put', [key, value]) },
    { weight: 6, arbitrary: invoking(fc, 'delete', [key]) },
    { weight: 4, arbitrary: invoking(fc, 'get', [key]) },
    { weight: 2, arbitrary: invoking(fc, 'scan', [fc.constantFrom('', 'b', 'c'), end]) },
    { weight: 2, arbitrary: invoking(fc, 'flush') },
    { weight: 4, arbitrary: invoking(fc, 'runs') },
  )
}
