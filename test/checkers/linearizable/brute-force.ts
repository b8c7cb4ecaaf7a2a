import type { Entry } from '../../../src/checkers/linearizable/entries.ts'
import type { SequentialModel } from '../../../src/checkers/linearizable/model.ts'

/**
 * The definition itself: whether the operations that ended, with some of those that did not, have an order that the
 * model allows and in which none comes before one that had ended when it was called. Tries all orders.
 */
export function hasOrder(entries: readonly Entry[], model: SequentialModel): boolean {
  const extend = (state: unknown, left: readonly Entry[]): boolean => {
    if (left.every((one) => one.return === Number.POSITIVE_INFINITY)) return true
    return left.some((one) => {
      if (left.some((other) => other.return < one.call)) return false
      const after = model.step(state, one.step)
      return (
        after !== undefined &&
        extend(
          after,
          left.filter((other) => other !== one),
        )
      )
    })
  }
  return extend(model.initial, entries)
}
