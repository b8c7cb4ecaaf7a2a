const NOTHING = 0n

/**
 * What each write had truly seen, as sets of writes: the happened-before relation itself (Lamport,
 * "Time, Clocks, and the Ordering of Events in a Distributed System", 1978), against which clocks
 * are held. Sets are bits, one for each write of the key.
 */
export class CausalHistory {
  readonly #indexOf = new Map<number, bigint>()
  readonly #pastOf = new Map<number, bigint>()
  /** By key: how many writes there are. */
  readonly #writes: bigint[] = []
  /** By client and key: all that the client has seen. */
  readonly #seenBy = new Map<string, bigint>()

  wrote(client: number, key: number, operation: number): void {
    const index = this.#writes[key] ?? 0n
    this.#writes[key] = index + 1n
    this.#indexOf.set(operation, index)
    this.#pastOf.set(operation, this.#seenBy.get(`${client} ${key}`) ?? NOTHING)
  }

  saw(client: number, key: number, operations: readonly number[]): void {
    const who = `${client} ${key}`
    const before = this.#seenBy.get(who) ?? NOTHING
    this.#seenBy.set(
      who,
      operations.reduce((seen, one) => seen | this.#closure(one), before),
    )
  }

  /** Whoever wrote `later` had seen `earlier`; both are writes of one key. */
  precedes(earlier: number, later: number): boolean {
    const index = this.#indexOf.get(earlier)
    const past = this.#pastOf.get(later)
    return index !== undefined && past !== undefined && ((past >> index) & 1n) === 1n
  }

  #closure(operation: number): bigint {
    const index = this.#indexOf.get(operation)
    return index === undefined ? NOTHING : (this.#pastOf.get(operation) ?? NOTHING) | (1n << index)
  }
}
