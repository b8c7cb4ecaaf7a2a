import { RandomStream } from '../../../lib/prng.ts'
import type { Mistake } from './mutants.ts'
import type { Placement } from './placement.ts'

const MOST_POINTS = 1000
/** Hashes are the same in every run: the names of keys and servers do not depend on the seed. */
const places = new RandomStream(0, 'points of servers')
const keyPlaces = new RandomStream(0, 'places of keys')

/** Who is on the ring from an epoch on, and who was before. Never changed. */
export interface Membership {
  readonly epoch: number
  readonly members: readonly number[]
  readonly before: readonly number[]
}

export function keyPosition(key: number): number {
  return keyPlaces.uniform(key)
}

/**
 * The ring of consistent hashing (Karger et al., "Consistent Hashing and Random Trees", STOC 1997):
 * each server has points on it, and a key belongs to the server whose point comes next.
 */
export class Ring {
  readonly #positions: Float64Array
  readonly #servers: Int32Array

  constructor(members: readonly number[], virtualNodes: number, mistake?: Mistake) {
    const alike = mistake === 'virtual-nodes-alike'
    const points = members
      .flatMap((server) =>
        Array.from({ length: virtualNodes }, (_, n) => ({
          server,
          position: places.uniform(server * MOST_POINTS + (alike ? 0 : n)),
        })),
      )
      .sort((a, b) => a.position - b.position || a.server - b.server)
    this.#positions = Float64Array.from(points, ({ position }) => position)
    this.#servers = Int32Array.from(points, ({ server }) => server)
  }

  ownerAt(position: number): number {
    return this.#servers[this.#firstFrom(position) % this.#servers.length] as number
  }

  /** The server whose point comes last before the position. */
  serverBefore(position: number): number {
    const count = this.#servers.length
    return this.#servers[(this.#firstFrom(position) + count - 1) % count] as number
  }

  /** The first server from the position on for which `fits` holds; one of them must. */
  firstWith(position: number, fits: (server: number) => boolean): number {
    const count = this.#servers.length
    const first = this.#firstFrom(position)
    for (let nth = 0; nth < count; nth += 1) {
      const server = this.#servers[(first + nth) % count] as number
      if (fits(server)) return server
    }
    throw new Error('no server of the ring fits')
  }

  /** The owner if `fits` holds for it, else the server that comes next, whatever holds for that. */
  ownerOrNext(position: number, fits: (server: number) => boolean): number {
    const owner = this.ownerAt(position)
    if (fits(owner)) return owner
    return this.firstWith(
      position,
      (server) => server !== owner || this.#servers.every((one) => one === owner),
    )
  }

  #firstFrom(position: number): number {
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

/** Rings by their members: all servers of a run compute the same few. */
export class Rings implements Placement {
  readonly #virtualNodes: number
  readonly #mistake: Mistake | undefined
  readonly #known = new Map<string, Ring>()

  constructor(virtualNodes: number, mistake?: Mistake) {
    this.#virtualNodes = virtualNodes
    this.#mistake = mistake
  }

  of(members: readonly number[]): Ring {
    const name = members.join()
    const known = this.#known.get(name)
    if (known !== undefined) return known
    const ring = new Ring(members, this.#virtualNodes, this.#mistake)
    this.#known.set(name, ring)
    return ring
  }

  owner(members: readonly number[], key: number): number {
    if (this.#mistake === 'modulo') return members[key % members.length] as number
    return this.of(members).ownerAt(keyPosition(key))
  }

  /** To whom a key is handed over. */
  heir(members: readonly number[], key: number): number {
    if (this.#mistake === 'wrong-neighbour') return this.of(members).serverBefore(keyPosition(key))
    return this.owner(members, key)
  }
}
