/** A set of small integers. */
export class Bits {
  readonly words: Uint32Array

  constructor(size: number) {
    this.words = new Uint32Array((size + 31) >>> 5)
  }

  add(one: number): void {
    this.words[one >>> 5] = (this.words[one >>> 5] ?? 0) | (1 << (one & 31))
  }

  remove(one: number): void {
    this.words[one >>> 5] = (this.words[one >>> 5] ?? 0) & ~(1 << (one & 31))
  }

  has(one: number): boolean {
    return (((this.words[one >>> 5] ?? 0) >>> (one & 31)) & 1) === 1
  }

  addAll(other: Bits): void {
    for (let at = 0; at < this.words.length; at += 1) {
      this.words[at] = (this.words[at] ?? 0) | (other.words[at] ?? 0)
    }
  }

  /** All that are in both others. */
  addBoth(a: Bits, b: Bits): void {
    for (let at = 0; at < this.words.length; at += 1) {
      this.words[at] = (this.words[at] ?? 0) | ((a.words[at] ?? 0) & (b.words[at] ?? 0))
    }
  }

  *[Symbol.iterator](): IterableIterator<number> {
    for (const [at, word] of this.words.entries()) {
      for (let left = word; left !== 0; left &= left - 1) yield at * 32 + 31 - Math.clz32(left & -left)
    }
  }
}
