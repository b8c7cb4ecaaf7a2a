import { RandomStream } from '../lib/prng.ts'

/** A copy of `items` in an order that depends on `seed` alone (Fisher-Yates; Durstenfeld 1964). */
export function shuffled<T>(items: readonly T[], seed: string): readonly T[] {
  const random = new RandomStream(0, `order of the quiz ${seed}`)
  const order = [...items]
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = random.integer(last, last + 1)
    const moved = order[last] as T
    order[last] = order[other] as T
    order[other] = moved
  }
  return order
}
