export interface Options {
  precision?: number
  hash: (text: string) => number
}

/** The other estimator has another precision, so that its registers mean something else. */
export class IncompatibleEstimatorError extends Error {
  override readonly name = 'IncompatibleEstimatorError'
}

/** Estimates how many different keys have come, in a fixed number of registers. */
export class HyperLogLog {
  readonly #precision: number
  readonly #hash: (text: string) => number
  readonly #registers: Uint8Array

  constructor({ precision = 12, hash }: Options) {
    this.#precision = precision
    this.#hash = hash
    this.#registers = new Uint8Array(2 ** precision)
  }

  /** The first bits of the hash choose the register; the place of the first 1 in the rest is the rank. */
  add(key: string): void {
    const hash = this.#hash(key)
    const index = hash >>> (32 - this.#precision)
    const rest = (hash << this.#precision) >>> 0
    const rank = Math.min(Math.clz32(rest), 32 - this.#precision) + 1
    this.#raise(index, rank)
  }

  addAll(keys: readonly string[]): void {
    for (const key of keys) this.add(key)
  }

  count(): number {
    const size = this.#registers.length
    let zeros = 0
    let sum = 0
    for (const rank of this.#registers) {
      if (rank === 0) zeros += 1
      sum += 2 ** -rank
    }
    const alpha = 0.7213 / (1 + 1.079 / size)
    const estimate = (alpha * size ** 2) / sum
    // Few keys: how many registers are still empty tells more than their ranks.
    if (estimate <= 2.5 * size && zeros > 0) return Math.round(size * Math.log(size / zeros))
    return Math.round(estimate)
  }

  registers(): number {
    return this.#registers.length
  }

  merge(other: HyperLogLog): void {
    if (other.registers() !== this.registers()) {
      throw new IncompatibleEstimatorError('the estimators differ in precision')
    }
    for (const [index, rank] of other.#registers.entries()) this.#raise(index, rank)
  }

  #raise(index: number, rank: number): void {
    this.#registers[index] = Math.max(this.#registers[index] ?? 0, rank)
  }
}
