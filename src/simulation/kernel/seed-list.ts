/** How many seeds are named; of the others only the number is kept, so that memory stays flat. */
export const MOST_NAMED = 1000

export interface SeedListData {
  readonly count: number
  /** The lowest of them, ascending. */
  readonly seeds: readonly number[]
}

/** Seeds that have something in common: how many, and the lowest by name. */
export class SeedList {
  #count = 0
  #seeds: number[] = []

  /** Seeds come in ascending order. */
  add(seed: number): void {
    this.#count += 1
    if (this.#seeds.length < MOST_NAMED) this.#seeds.push(seed)
  }

  merge({ count, seeds }: SeedListData): void {
    this.#count += count
    this.#seeds = [...this.#seeds, ...seeds].sort((a, b) => a - b).slice(0, MOST_NAMED)
  }

  data(): SeedListData {
    return { count: this.#count, seeds: [...this.#seeds] }
  }
}
