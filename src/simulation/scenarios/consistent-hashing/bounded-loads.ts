import type { Mistake } from './mutants.ts'
import type { Placement, PlacementSettings } from './placement.ts'
import { keyPosition, Rings } from './ring.ts'

/** What products like 1.1 times 200 may be too large by. */
const ROUNDING = 1e-9

/** So many keys a server may have: the mean times the bound, rounded up. */
export function capacityOf({ keys, loadBound }: PlacementSettings, servers: number): number {
  return Math.ceil((loadBound * keys) / servers - ROUNDING)
}

/**
 * The ring with a cap on every server (Mirrokni, Thorup and Zadimoghaddam, "Consistent Hashing with
 * Bounded Loads", SODA 2018): a key whose server is full goes on along the ring to the first that has
 * room. Keys take their places in the order of their numbers, so that who knows the members and the keys
 * comes to the same result.
 */
export class BoundedLoads implements Placement {
  readonly #settings: PlacementSettings
  readonly #mistake: Mistake | undefined
  readonly #rings: Rings
  readonly #known = new Map<string, Int32Array>()

  constructor(settings: PlacementSettings, mistake?: Mistake) {
    this.#settings = settings
    this.#mistake = mistake
    this.#rings = new Rings(settings.virtualNodes)
  }

  owner(members: readonly number[], key: number): number {
    return this.#assignment(members)[key] as number
  }

  heir(members: readonly number[], key: number): number {
    return this.owner(members, key)
  }

  #assignment(members: readonly number[]): Int32Array {
    const name = members.join()
    const known = this.#known.get(name)
    if (known !== undefined) return known
    const owners = this.#assign(members)
    this.#known.set(name, owners)
    return owners
  }

  #assign(members: readonly number[]): Int32Array {
    const ring = this.#rings.of(members)
    const capacity = capacityOf(this.#settings, members.length)
    const loads = new Map(members.map((server) => [server, 0]))
    const hasRoom = (server: number) => (loads.get(server) as number) < capacity
    return Int32Array.from({ length: this.#settings.keys }, (_, key) => {
      const position = keyPosition(key)
      const owner =
        this.#mistake === 'overflows-next'
          ? ring.ownerOrNext(position, hasRoom)
          : ring.firstWith(position, hasRoom)
      loads.set(owner, (loads.get(owner) as number) + 1)
      return owner
    })
  }
}
