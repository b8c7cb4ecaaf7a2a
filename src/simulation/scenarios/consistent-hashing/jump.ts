import { RandomStream } from '../../../lib/prng.ts'
import type { Mistake } from './mutants.ts'
import type { Placement } from './placement.ts'

/** More than a key ever draws. */
const MOST_DRAWS = 1000
const draws = new RandomStream(0, 'jumps of keys')

/**
 * The bucket of a key, by the jumps of Lamping and Veach, "A Fast, Minimal Memory, Consistent Hash
 * Algorithm" (2014): of all numbers of buckets from one on, the key draws at which it moves to the bucket
 * that is new then. It is where the last move before `buckets` has brought it.
 */
export function jumpBucket(key: number, buckets: number, firstDraw = 0): number {
  let bucket = -1
  let next = 0
  for (let nth = firstDraw; next < buckets; nth += 1) {
    bucket = next
    next = Math.floor((bucket + 1) / draws.uniform(key * MOST_DRAWS + nth))
  }
  return bucket
}

/** Buckets are places in the list of members, so that only the last member can leave cheaply. */
export class JumpHash implements Placement {
  readonly #mistake: Mistake | undefined

  constructor(mistake?: Mistake) {
    this.#mistake = mistake
  }

  owner(members: readonly number[], key: number): number {
    const count = members.length
    const firstDraw = this.#mistake === 'jump-draws-anew' ? 10 * count : 0
    return members[jumpBucket(key, count, firstDraw)] as number
  }

  heir(members: readonly number[], key: number): number {
    return this.owner(members, key)
  }
}
