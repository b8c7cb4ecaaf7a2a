import type { Operation } from '../../../src/history/operation.ts'

export interface OrderRules {
  /** Whether `a` must come before `b`; real time by default. */
  readonly before?: (a: Operation, b: Operation) => boolean
}

const realTime = (a: Operation, b: Operation) => a.return < b.call

/**
 * The definition, tried out: whether some order of the operations keeps `before` and is accepted step by step. An
 * operation of which nobody knows may be left out, one that failed is. `step` gives the next state, or nothing.
 */
export function canBeOrdered<State>(
  operations: readonly Operation[],
  initial: State,
  step: (state: State, one: Operation) => State | undefined,
  { before = realTime }: OrderRules = {},
): boolean {
  const alive = operations.filter((one) => one.outcome !== 'fail')
  const tryFrom = (left: readonly Operation[], state: State): boolean => {
    if (left.every((one) => one.outcome === 'info')) return true
    return left.some((one) => {
      const others = left.filter((two) => two !== one)
      if (others.some((two) => before(two, one) && two.outcome === 'ok')) return false
      const next = step(state, one)
      return next !== undefined && tryFrom(others, next)
    })
  }
  return tryFrom(alive, initial)
}
