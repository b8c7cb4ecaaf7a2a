export interface Options {
  capacity?: number
  falsePositiveRate?: number
  hash: (text: string) => number
}

/** The other filter has another size, so that its positions mean something else. */
export class IncompatibleFilterError extends Error {
  override readonly name = 'IncompatibleFilterError'
}

/** A set that takes few bits for each key, and sometimes says yes to one too many. */
export class BloomFilter {
  readonly #bits: number
  readonly #hashes: number
  readonly #hash: (text: string) => number
  readonly #words: Uint32Array

  constructor({ capacity = 1000, falsePositiveRate = 0.01, hash }: Options) {
    this.#bits = Math.ceil((-capacity * Math.log(falsePositiveRate)) / Math.LN2 ** 2)
    this.#hashes = Math.max(1, Math.round((this.#bits / capacity) * Math.LN2))
    this.#hash = hash
    this.#words = new Uint32Array(Math.ceil(this.#bits / 32))
  }

  add(key: string): void {
    for (const position of this.#positions(key)) this.#set(position >>> 5, 1 << (position & 31))
  }

  mightContain(key: string): boolean {
    return this.#positions(key).every((position) => this.#word(position >>> 5) & (1 << (position & 31)))
  }

  addAll(keys: readonly string[]): void {
    for (const key of keys) this.add(key)
  }

  filter(keys: readonly string[]): string[] {
    return keys.filter((key) => this.mightContain(key))
  }

  bits(): number {
    return this.#bits
  }

  hashes(): number {
    return this.#hashes
  }

  merge(other: BloomFilter): void {
    if (other.#bits !== this.#bits || other.#hashes !== this.#hashes) {
      throw new IncompatibleFilterError('the filters differ in size')
    }
    for (const [index, word] of other.#words.entries()) this.#set(index, word)
  }

  #word(index: number): number {
    return this.#words[index] ?? 0
  }

  #set(index: number, mask: number): void {
    this.#words[index] = this.#word(index) | mask
  }

  /** Two hashes make them all: Kirsch and Mitzenmacher, Less Hashing, Same Performance. */
  #positions(key: string): number[] {
    const first = this.#hash(key)
    const step = this.#hash(`${key}#`)
    return Array.from({ length: this.#hashes }, (_, index) => (first + index * step) % this.#bits)
  }
}
