import { RandomStream } from '../../../lib/prng.ts'

const MOST_POINTS = 1000

/**
 * The ring of consistent hashing (Karger et al., STOC 1997): each server has several points on it,
 * and a key belongs to the server whose point comes next.
 */
export class Ring {
  readonly #positions: Float64Array
  readonly #servers: Int32Array
  readonly #keys: RandomStream

  constructor(seed: number, servers: number, virtualNodes: number) {
    const places = new RandomStream(seed, 'ring')
    const points = Array.from({ length: servers * virtualNodes }, (_, n) => {
      const server = Math.floor(n / virtualNodes)
      return { server, position: places.uniform(server * MOST_POINTS + (n % virtualNodes)) }
    }).sort((a, b) => a.position - b.position)
    this.#positions = Float64Array.from(points, ({ position }) => position)
    this.#servers = Int32Array.from(points, ({ server }) => server)
    this.#keys = new RandomStream(seed, 'keys on the ring')
  }

  /** The first server from the key on that is there; -1 when none is. */
  owner(key: number, isThere: (server: number) => boolean): number {
    const count = this.#servers.length
    const from = this.#firstAfter(this.#keys.uniform(key))
    for (let step = 0; step < count; step += 1) {
      const server = this.#servers[(from + step) % count] as number
      if (isThere(server)) return server
    }
    return -1
  }

  #firstAfter(position: number): number {
    let low = 0
    let high = this.#positions.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#positions[middle] as number) < position) low = middle + 1
      else high = middle
    }
    return low
  }
}
