import { RandomStream } from '../../../lib/prng.ts'
import type { NodeRandom } from './model.ts'

/** A stream read one draw after the other. */
export class CountedRandom implements NodeRandom {
  #next = 0
  readonly #stream: RandomStream

  constructor(stream: RandomStream) {
    this.#stream = stream
  }

  /** The next draw is the nth of the stream. */
  goTo(n: number): void {
    this.#next = n
  }

  uniform(): number {
    return this.#stream.uniform(this.#take())
  }

  integer(bound: number): number {
    return this.#stream.integer(this.#take(), bound)
  }

  between(low: number, high: number): number {
    return low + this.integer(high - low + 1)
  }

  exponential(mean: number): number {
    return Math.round(this.#stream.exponential(this.#take()) * mean)
  }

  #take(): number {
    const n = this.#next
    this.#next = n + 1
    return n
  }
}

export function nodeRandom(seed: number, node: number): CountedRandom {
  return new CountedRandom(new RandomStream(seed, `node ${node}`))
}
