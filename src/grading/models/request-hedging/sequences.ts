import type * as FastCheck from 'fast-check'
import type { Deed, Json, Operation, Sequence } from '../../sequence.ts'
import { handed, holding, invoking, outcomes, waiting } from '../random.ts'

/** So few calls have attempts that stay in flight: each has several, and they end one after the other. */
const SLOW_CALLS = 3

/** So many are made in all; a number that comes again does nothing. */
const CALLS = 14

/** Small budgets, so that hedges are refused as often as they are sent. */
export function hedgerSequences(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence> {
  return fc.record({
    startMs: fc.constantFrom(5000, 0),
    subjects: fc.constant(1),
    options: fc.record({
      max_attempts: fc.constantFrom(3, 2, 4, 3, 4, 1),
      hedge_delay_ms: fc.constantFrom(100, 60),
      budget_percent: fc.constantFrom(50, 100, 60, 10),
      budget_cap: fc.constantFrom(2, 5, 1),
    }),
    ops: fc.array(operations(fc), { minLength: 1, maxLength: 30, size: 'max' }),
  })
}

function operations(fc: typeof FastCheck): FastCheck.Arbitrary<Operation> {
  const outcome = fc.oneof(
    { weight: 3, arbitrary: outcomes(fc, [7, 0], ['unreachable', 'overloaded']) },
    {
      weight: 4,
      arbitrary: fc.record({ fails: fc.constantFrom('unreachable', 'overloaded', 'PermanentError') }),
    },
    { weight: 1, arbitrary: fc.record({}) },
  )
  return fc.oneof(
    { weight: 5, arbitrary: calling(fc, SLOW_CALLS, fc.tuple(holding(fc))) },
    { weight: 1, arbitrary: calling(fc, SLOW_CALLS, fc.tuple(outcome, holding(fc))) },
    { weight: 2, arbitrary: calling(fc, CALLS, fc.tuple(outcome)) },
    { weight: 8, arbitrary: ending(fc, outcome) },
    { weight: 8, arbitrary: waiting(fc, 100, 30, 60, 70, 99, 1, 200) },
    { weight: 2, arbitrary: invoking(fc, 'hedges_left') },
  )
}

/** Starts of one of so many calls, whose attempts do one deed after the other. */
function calling(
  fc: typeof FastCheck,
  most: number,
  deeds: FastCheck.Arbitrary<readonly Deed[]>,
): FastCheck.Arbitrary<Operation> {
  const send = fc.record({ $function: fc.constant('send'), does: deeds })
  return fc.record({
    op: fc.constant('start' as const),
    id: fc.integer({ min: 1, max: most }),
    on: fc.constant(0),
    method: fc.constant('call'),
    args: fc.tuple(send as unknown as FastCheck.Arbitrary<Json>, handed(fc, 'cancel', fc.record({}))),
  })
}

/** Ends of a held attempt of one of these calls. */
function ending(fc: typeof FastCheck, does: FastCheck.Arbitrary<Deed>): FastCheck.Arbitrary<Operation> {
  return fc.record({
    op: fc.constant('finish' as const),
    of: fc.integer({ min: 1, max: SLOW_CALLS }),
    run: fc.constantFrom(1, 2, 3),
    does,
  })
}
