export interface Options {
  width?: number
  depth?: number
  hash: (text: string) => number
}

/** A count below 1 would make estimates too low. */
export class InvalidCountError extends Error {
  override readonly name = 'InvalidCountError'
}

/** The other sketch has another shape, so that its counters mean something else. */
export class IncompatibleSketchError extends Error {
  override readonly name = 'IncompatibleSketchError'
}

/** Counts keys in a fixed number of counters, never too low. */
export class CountMinSketch {
  readonly #width: number
  readonly #depth: number
  readonly #hash: (text: string) => number
  /** Row after row. Doubles are exact up to 2^53, where integers of 32 bits would wrap round. */
  readonly #counters: Float64Array
  #total = 0

  constructor({ width = 1000, depth = 4, hash }: Options) {
    this.#width = width
    this.#depth = depth
    this.#hash = hash
    this.#counters = new Float64Array(width * depth)
  }

  add(key: string, count: number): void {
    if (count < 1) throw new InvalidCountError(`a count is at least 1, not ${count}`)
    for (const index of this.#indexes(key)) this.#increase(index, count)
    this.#total += count
  }

  addAll(keys: readonly string[]): void {
    for (const key of keys) this.add(key, 1)
  }

  estimate(key: string): number {
    return Math.min(...this.#indexes(key).map((index) => this.#counters[index] ?? 0))
  }

  estimateAll(keys: readonly string[]): number[] {
    return keys.map((key) => this.estimate(key))
  }

  total(): number {
    return this.#total
  }

  counters(): number {
    return this.#width * this.#depth
  }

  merge(other: CountMinSketch): void {
    if (other.#width !== this.#width || other.#depth !== this.#depth) {
      throw new IncompatibleSketchError('the sketches differ in shape')
    }
    for (const [index, count] of other.#counters.entries()) this.#increase(index, count)
    this.#total += other.#total
  }

  #increase(index: number, count: number): void {
    this.#counters[index] = (this.#counters[index] ?? 0) + count
  }

  /** One counter in each row, all made from two hashes. */
  #indexes(key: string): number[] {
    const first = this.#hash(key)
    const step = this.#hash(`${key}#`)
    return Array.from({ length: this.#depth }, (_, row) => row * this.#width + ((first + row * step) % this.#width))
  }
}
