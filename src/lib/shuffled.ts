import { RandomStream } from './prng.ts'

/** A copy of `items` in an order that depends on `seed` alone (Fisher-Yates; Durstenfeld 1964). */
export function shuffled<T>(items: readonly T[], seed: string): readonly T[] {
  const random = new RandomStream(0, seed)
  const order = [...items]
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = random.integer(last, last + 1)
    const moved = order[last] as T
    order[last] = order[other] as T
    order[other] = moved
  }
  return order
}

/** The same, but never in the order that they have: the last goes first then. */
export function shuffledApart<T>(items: readonly T[], seed: string): readonly T[] {
  const order = shuffled(items, seed)
  const isSame = order.every((item, place) => item === items[place])
  return isSame ? [...order.slice(-1), ...order.slice(0, -1)] : order
}
