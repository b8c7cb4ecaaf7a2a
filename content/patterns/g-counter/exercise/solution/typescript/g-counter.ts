export type State = Readonly<Record<string, number>>

/** The amount was negative. */
export class InvalidAmountError extends Error {
  override readonly name = 'InvalidAmountError'
}

/** A counter that only grows, at any number of replicas, none of which asks another. */
export class GCounter {
  readonly #replica: string
  readonly #counts = new Map<string, number>()

  constructor({ replica }: { replica: string }) {
    this.#replica = replica
  }

  increment(amount: number): void {
    if (amount < 0) throw new InvalidAmountError(`cannot count ${amount}: it takes 0 or more`)
    this.#counts.set(this.#replica, this.#countOf(this.#replica) + amount)
  }

  value(): number {
    let sum = 0
    for (const count of this.#counts.values()) sum += count
    return sum
  }

  state(): State {
    return Object.fromEntries(this.#counts)
  }

  merge(state: State): void {
    for (const [replica, count] of Object.entries(state)) {
      this.#counts.set(replica, Math.max(this.#countOf(replica), count))
    }
  }

  #countOf(replica: string): number {
    return this.#counts.get(replica) ?? 0
  }
}
