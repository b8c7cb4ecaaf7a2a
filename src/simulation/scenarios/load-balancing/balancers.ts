import { RandomStream } from '../../../lib/prng.ts'
import type { Membership } from './membership.ts'
import type { Settings } from './parameters.ts'
import { Ring } from './ring.ts'

export interface BalancerOptions {
  readonly seed: number
  readonly settings: Settings
  readonly members: Membership
}

/** Chooses a server for each request. The steps that a mutant gets wrong are methods of their own. */
export interface Balancer {
  /** One of the servers that are there; there is at least one. */
  choose(request: number, key: number): number
  /** To be called when a server has come or gone. */
  membersChanged?(): void
  /** The servers whose load was compared for the last choice. */
  readonly compared?: readonly number[]
  /** Where a key belongs now; only where keys belong anywhere. */
  ownerOf?(key: number): number
}

export class RandomChoice implements Balancer {
  readonly #members: Membership
  readonly #draws: RandomStream

  constructor({ seed, members }: BalancerOptions) {
    this.#members = members
    this.#draws = new RandomStream(seed, 'random choice')
  }

  choose(request: number): number {
    const { there } = this.#members
    return there[this.#draws.integer(request, there.length)] as number
  }
}

export class RoundRobin implements Balancer {
  protected last = -1
  readonly #members: Membership

  constructor({ members }: BalancerOptions) {
    this.#members = members
  }

  choose(_request: number): number {
    const { there } = this.#members
    this.last = there.find((server) => server > this.last) ?? (there[0] as number)
    return this.last
  }
}

/** Ties are broken by chance: else an idle system would send everything to its first server. */
export class LeastConnections implements Balancer {
  readonly #members: Membership
  readonly #draws: RandomStream
  readonly #least: number[] = []

  constructor({ seed, members }: BalancerOptions) {
    this.#members = members
    this.#draws = new RandomStream(seed, 'least connections')
  }

  get compared(): readonly number[] {
    return this.#members.there
  }

  choose(request: number): number {
    const { there, connections } = this.#members
    const least = this.#least
    least.length = 0
    let fewest = Number.POSITIVE_INFINITY
    for (const server of there) {
      const count = connections[server] as number
      if (count < fewest) {
        fewest = count
        least.length = 0
      }
      if (count === fewest) least.push(server)
    }
    return least[least.length === 1 ? 0 : this.#draws.integer(request, least.length)] as number
  }
}

/** The less loaded of two drawn by chance (Mitzenmacher, "The Power of Two Choices", 2001). */
export class TwoChoices implements Balancer {
  readonly compared: number[] = [0, 0]
  readonly #members: Membership
  readonly #draws: RandomStream

  constructor({ seed, members }: BalancerOptions) {
    this.#members = members
    this.#draws = new RandomStream(seed, 'two choices')
  }

  choose(request: number): number {
    const { there, connections } = this.#members
    const one = this.#draws.integer(2 * request, there.length)
    const step = there.length === 1 ? 0 : 1 + this.#draws.integer(2 * request + 1, there.length - 1)
    const first = there[one] as number
    const second = there[(one + step) % there.length] as number
    this.compared[0] = first
    this.compared[1] = second
    return this.prefersFirst(connections[first] as number, connections[second] as number) ? first : second
  }

  protected prefersFirst(first: number, second: number): boolean {
    return first <= second
  }
}

export class ConsistentHashing implements Balancer {
  protected readonly members: Membership
  readonly #ring: Ring
  /** By key, as far as it was asked for since the last change; -1 where it was not. */
  readonly #owners: Int32Array

  constructor({ seed, settings, members }: BalancerOptions) {
    this.members = members
    this.#ring = new Ring(seed, settings.servers, settings.virtualNodes)
    this.#owners = new Int32Array(settings.keys).fill(-1)
  }

  choose(_request: number, key: number): number {
    return this.ownerOf(key)
  }

  ownerOf(key: number): number {
    const known = this.#owners[key] as number
    if (known !== -1) return known
    const owner = this.find(key)
    this.#owners[key] = owner
    return owner
  }

  membersChanged(): void {
    this.#owners.fill(-1)
  }

  protected find(key: number): number {
    return this.#ring.owner(key, (server) => this.members.has(server))
  }
}
