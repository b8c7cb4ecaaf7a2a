import type * as FastCheck from 'fast-check'
import type { Deed, Json, Operation } from '../sequence.ts'

/** Calls of a method of one of `subjects` instances. Shrinks without its history. */
export function invoking(
  fc: typeof FastCheck,
  method: string,
  args: readonly FastCheck.Arbitrary<Json>[] = [],
  subjects = 1,
): FastCheck.Arbitrary<Operation> {
  return fc.record({
    op: fc.constant('invoke' as const),
    on: fc.integer({ min: 0, max: subjects - 1 }),
    method: fc.constant(method),
    args: fc.tuple(...args),
  })
}

/** Virtual time passes: one of these steps, the first being the one to shrink to. */
export function waiting(fc: typeof FastCheck, ...stepsMs: readonly number[]): FastCheck.Arbitrary<Operation> {
  return fc.record({ op: fc.constant('advance' as const), ms: fc.constantFrom(...stepsMs) })
}

/** So many calls are started in a sequence at most; a number that comes again does nothing. */
const MOST_CALLS = 12

/** Starts of a method of the first subject whose calls may stay in flight. */
export function starting(
  fc: typeof FastCheck,
  method: string,
  args: readonly FastCheck.Arbitrary<Json>[] = [],
): FastCheck.Arbitrary<Operation> {
  return fc.record({
    op: fc.constant('start' as const),
    id: fc.integer({ min: 1, max: MOST_CALLS }),
    on: fc.constant(0),
    method: fc.constant(method),
    args: fc.tuple(...args),
  })
}

/** Ends of the first held run of a function that one of these calls was handed. */
export function ending(
  fc: typeof FastCheck,
  does: FastCheck.Arbitrary<Deed>,
): FastCheck.Arbitrary<Operation> {
  return fc.record({
    op: fc.constant('finish' as const),
    of: fc.integer({ min: 1, max: MOST_CALLS }),
    run: fc.constant(1),
    does,
  })
}

/** An argument that is a function of which each run is such a deed. */
export function handed(
  fc: typeof FastCheck,
  name: string,
  deed: FastCheck.Arbitrary<Deed>,
): FastCheck.Arbitrary<Json> {
  const script = fc.record({ $function: fc.constant(name), does: fc.tuple(deed) })
  return script as unknown as FastCheck.Arbitrary<Json>
}

/** It gives one of these numbers, or fails with one of these errors, as likely as not. */
export function outcomes(
  fc: typeof FastCheck,
  values: readonly number[],
  errors: readonly string[],
): FastCheck.Arbitrary<Deed> {
  return fc.oneof(
    fc.record({ gives: fc.constantFrom(...values) }),
    fc.record({ fails: fc.constantFrom(...errors) }),
  )
}

/** It stays in flight. */
export function holding(fc: typeof FastCheck): FastCheck.Arbitrary<Deed> {
  return fc.record({ holds: fc.constant(true as const) })
}
