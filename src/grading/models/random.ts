import type * as FastCheck from 'fast-check'
import type { Json, Operation } from '../sequence.ts'

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
