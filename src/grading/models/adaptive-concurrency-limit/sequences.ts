import type * as FastCheck from 'fast-check'
import type { Json, Operation, Sequence } from '../../sequence.ts'
import { invoking, waiting } from '../random.ts'
import { call, times } from '../steps.ts'

/** Small limits that are soon full, latencies on both sides of the bound, and permits released late, twice or never. */
export function limiterSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  return fc.record({
    startMs: fc.constantFrom(5000, 0),
    subjects: fc.constant(1),
    options: fc.record({
      initial_limit: fc.integer({ min: 2, max: 4 }),
      min_limit: fc.integer({ min: 1, max: 2 }),
      max_limit: fc.constantFrom(6, 5, 4),
      backoff_percent: fc.constantFrom(50, 75, 90),
      max_latency_ms: fc.constantFrom(100, 200),
    }),
    ops: fc.array(operations(fc), { minLength: 1, maxLength: 80, size: 'max' }),
  })
}

function operations(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  const kept = fc.integer({ min: 1, max: 9 })
  const permit = fc.oneof(
    { weight: 7, arbitrary: fc.record({ $result: kept }) as FastCheck.Arbitrary<Json> },
    { weight: 2, arbitrary: fc.integer({ min: 1, max: 20 }) as FastCheck.Arbitrary<Json> },
  )
  const outcome = fc.oneof(
    { weight: 9, arbitrary: fc.constant('success') },
    { weight: 1, arbitrary: fc.constantFrom('dropped', 'ignored') },
  )
  const acquire = fc.record({
    op: fc.constant('invoke' as const),
    on: fc.constant(0),
    method: fc.constant('try_acquire'),
    args: fc.tuple(),
    as: kept,
  })
  return fc.oneof(
    { weight: 9, arbitrary: acquire },
    { weight: 18, arbitrary: invoking(fc, 'release', [permit, outcome]) },
    { weight: 3, arbitrary: invoking(fc, 'limit') },
    { weight: 1, arbitrary: invoking(fc, 'in_flight') },
    { weight: 2, arbitrary: waiting(fc, 1, 10, 50, 100, 200) },
  )
}

/** So many requests at once, and each released. */
export function limiterWorkload(size: number): Sequence {
  const options = { initial_limit: size, min_limit: 1, max_limit: size, backoff_percent: 90 }
  const releases = Array.from({ length: size }, (_, index) => call('release', index + 1, 'success'))
  return { startMs: 5000, subjects: 1, options, ops: [...times(size, call('try_acquire')), ...releases] }
}
