import type * as FastCheck from 'fast-check'
import type { Operation, Sequence } from '../../sequence.ts'

/**
 * One reset timeout for all, so that sums of the steps below meet it exactly, and just miss it. All are
 * exact in binary fractions of a second as well, for programs that read the system clock and convert.
 */
const RESET_MS = 1000
const STEPS_MS = [1000, 125, 375, 625, 875]
const MAX_OPERATIONS = 40

/**
 * Random sequences, one in five of them with two breakers. Small thresholds and a bias towards errors
 * reach every state within a few operations. No `map` and no `chain`: what is made here must shrink
 * without its history.
 */
export function breakerSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  return fc.oneof({ weight: 4, arbitrary: sequences(fc, 1) }, { weight: 1, arbitrary: sequences(fc, 2) })
}

function sequences(fc: typeof FastCheck, subjects: number): FastCheck.Arbitrary<Sequence> {
  return fc.record({
    startMs: fc.constantFrom(5000, 0),
    subjects: fc.constant(subjects),
    options: fc.record({
      failure_threshold: fc.integer({ min: 1, max: 3 }),
      reset_timeout_ms: fc.constant(RESET_MS),
      half_open_max_calls: fc.integer({ min: 1, max: 2 }),
      success_threshold: fc.integer({ min: 1, max: 3 }),
    }),
    ops: fc.array(operations(fc, subjects), { minLength: 1, maxLength: MAX_OPERATIONS, size: 'max' }),
  })
}

function operations(fc: typeof FastCheck, subjects: number): FastCheck.Arbitrary<Operation> {
  const on = fc.integer({ min: 0, max: subjects - 1 })
  const outcome = fc.constantFrom('ok' as const, 'error' as const)
  const id = fc.integer({ min: 1, max: 3 * subjects })
  const begin = fc.constant('begin' as const)
  const durationMs = fc.constantFrom(0, 0, 0, 375)
  return fc.oneof(
    { weight: 6, arbitrary: fc.record({ op: fc.constant('call' as const), on, outcome, durationMs }) },
    { weight: 2, arbitrary: fc.record({ op: begin, on, id }) },
    { weight: 1, arbitrary: fc.record({ op: begin, on, id, together: fc.constant(true as const) }) },
    { weight: 3, arbitrary: fc.record({ op: fc.constant('end' as const), id, outcome }) },
    {
      weight: 4,
      arbitrary: fc.record({ op: fc.constant('advance' as const), ms: fc.constantFrom(...STEPS_MS) }),
    },
    { weight: 1, arbitrary: fc.record({ op: fc.constant('state' as const), on }) },
  )
}
