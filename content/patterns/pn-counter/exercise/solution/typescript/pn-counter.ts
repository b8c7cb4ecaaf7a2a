type Counts = Readonly<Record<string, number>>

export interface State {
  readonly increments: Counts
  readonly decrements: Counts
}

/** The amount was negative. */
export class InvalidAmountError extends Error {
  override readonly name = 'InvalidAmountError'
}

/** A counter that goes up and down at any number of replicas, none of which asks another. */
export class PNCounter {
  readonly #replica: string
  readonly #increments = new Map<string, number>()
  readonly #decrements = new Map<string, number>()

  constructor({ replica }: { replica: string }) {
    this.#replica = replica
  }

  increment(amount: number): void {
    this.#count(this.#increments, amount)
  }

  decrement(amount: number): void {
    this.#count(this.#decrements, amount)
  }

  value(): number {
    return sum(this.#increments) - sum(this.#decrements)
  }

  state(): State {
    return {
      increments: Object.fromEntries(this.#increments),
      decrements: Object.fromEntries(this.#decrements),
    }
  }

  merge({ increments, decrements }: State): void {
    this.#takeIn(this.#increments, increments)
    this.#takeIn(this.#decrements, decrements)
  }

  #count(counts: Map<string, number>, amount: number): void {
    if (amount < 0) throw new InvalidAmountError(`cannot count ${amount}: call the other method`)
    counts.set(this.#replica, (counts.get(this.#replica) ?? 0) + amount)
  }

  #takeIn(mine: Map<string, number>, theirs: Counts): void {
    for (const [replica, count] of Object.entries(theirs)) {
      mine.set(replica, Math.max(mine.get(replica) ?? 0, count))
    }
  }
}

function sum(counts: ReadonlyMap<string, number>): number {
  let total = 0
  for (const count of counts.values()) total += count
  return total
}
