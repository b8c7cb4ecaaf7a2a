import type * as FastCheck from 'fast-check'
import type { Deed, Operation, Sequence } from '../../sequence.ts'
import { invoking, waiting } from '../random.ts'

const FAILURES = ['timeout', 'timeout', 'timeout', 'timeout', 'PermanentError']

/** Few messages that are sent again and again, a delay of 100 ms, and functions that take about as long. */
export function queueSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  const often = deeds(fc, FAILURES, { every: 2, most: 5 })
  return fc.record({
    startMs: fc.constant(5000),
    subjects: fc.constant(1),
    options: fc.record({
      max_attempts: fc.integer({ min: 1, max: 3 }),
      retry_delay_ms: fc.constant(100),
      ttl_ms: fc.constantFrom(10_000, 300, 450),
    }),
    given: fc.record({
      handle: fc.record({
        does: deeds(fc, FAILURES, { every: 2, most: 12 }),
        by: fc.record({ a: often, b: often }),
      }),
      park: fc.record({ does: deeds(fc, ['full'], { every: 4, most: 8 }) }),
      unpark: fc.record({ does: deeds(fc, ['unavailable'], { every: 4, most: 6 }) }),
    }),
    ops: fc.array(operations(fc), { minLength: 1, maxLength: 30, size: 'max' }),
  })
}

/** One in `every` fails, and now and then one takes its time. */
function deeds(
  fc: typeof FastCheck,
  failures: readonly string[],
  { every, most }: { readonly every: number; readonly most: number },
): FastCheck.Arbitrary<Deed[]> {
  const takesMs = fc.constantFrom(50, 100)
  const fails = fc.constantFrom(...failures)
  const deed: FastCheck.Arbitrary<Deed> = fc.oneof(
    { weight: 3 * (every - 1), arbitrary: fc.record({}) },
    { weight: every - 1, arbitrary: fc.record({ takesMs }) },
    { weight: 3, arbitrary: fc.record({ fails }) },
    { weight: 1, arbitrary: fc.record({ fails, takesMs }) },
  )
  return fc.array(deed, { maxLength: most, size: 'max' })
}

function operations(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  const id = fc.constantFrom('a', 'b', 'a', 'b', 'c')
  const body = fc.constantFrom('1', '2')
  return fc.oneof(
    { weight: 6, arbitrary: invoking(fc, 'send', [id, body]) },
    { weight: 10, arbitrary: invoking(fc, 'poll', [fc.integer({ min: 1, max: 3 })]) },
    { weight: 8, arbitrary: waiting(fc, 100, 1, 50, 99, 100, 300) },
    { weight: 2, arbitrary: invoking(fc, 'waiting') },
    { weight: 2, arbitrary: invoking(fc, 'dead_letters') },
    { weight: 5, arbitrary: invoking(fc, 'letter', [id]) },
    { weight: 3, arbitrary: invoking(fc, 'redrive', [id]) },
    { weight: 3, arbitrary: invoking(fc, 'redrive_all') },
  )
}
