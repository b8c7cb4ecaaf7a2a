const TWO_TO_32 = 4294967296

/**
 * A rolling 64-bit hash over everything that happened, in order, kept as two 32-bit lanes. Two runs
 * with the same hash took the same steps. After MurmurHash3 x86-128, cut down to two lanes.
 */
export class TraceHash {
  #low = 0x9e3779b9 | 0
  #high = 0x85ebca6b | 0

  /** Folds in two 32-bit words. */
  add(first: number, second: number): void {
    let low = this.#low ^ Math.imul(first, 0x239b961b)
    let high = this.#high ^ Math.imul(second, 0xab0e9789 | 0)
    low = (((low << 19) | (low >>> 13)) + high) | 0
    low = (Math.imul(low, 5) + 0x561ccd1b) | 0
    high = (((high << 17) | (high >>> 15)) + low) | 0
    high = (Math.imul(high, 5) + 0x0bcaa747) | 0
    this.#low = low
    this.#high = high
  }

  /** Folds in an integer of up to 53 bits. */
  addInteger(value: number): void {
    this.add(value | 0, Math.floor(value / TWO_TO_32) | 0)
  }

  /** Folds in another run's hash: sixteen hexadecimal digits. */
  addDigest(digest: string): void {
    this.add(Number.parseInt(digest.slice(8), 16) | 0, Number.parseInt(digest.slice(0, 8), 16) | 0)
  }

  /** The hash so far as sixteen hexadecimal digits. */
  digest(): string {
    const low = avalanche(this.#low)
    return hex(avalanche((this.#high + low) | 0)) + hex(low)
  }
}

function avalanche(word: number): number {
  let mixed = word
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b | 0)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35 | 0)
  return mixed ^ (mixed >>> 16)
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0')
}
