import type { RandomStream } from '../../../lib/prng.ts'

/** The chance of one operation: each call draws anew. */
export interface Draws {
  uniform(): number
  /** One of 0 to bound - 1. */
  integer(bound: number): number
  /** One of the items, which must not be none. */
  pick<Item>(items: readonly Item[]): Item
}

const DRAWS = 64

/** Chance for one operation after the other: how much one of them draws shifts nothing for the next. */
export function drawsOf(random: RandomStream, from = 0): () => Draws {
  let asked = 0
  return () => {
    let at = from + DRAWS * asked++
    const integer = (bound: number) => random.integer(at++, bound)
    return {
      uniform: () => random.uniform(at++),
      integer,
      pick: (items) => items[integer(items.length)] as (typeof items)[number],
    }
  }
}
