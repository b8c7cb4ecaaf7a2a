/** Words that are filled at most, 256 MB of them. */
const MOST_WORDS = 2 ** 26

/**
 * The configurations that a search has seen. One is a state and the set of operations done; of the set only the
 * window is kept in which it is neither full nor empty (Lowe, "Testing for linearizability", 2017, keeps all of it),
 * and the first `kept` words, for operations that may stay undone for ever. Equal hashes are compared word by word,
 * so that none is ever taken for another.
 */
export class Configurations {
  #words = new Int32Array(1024)
  #used = 0
  /** Where in `#words` each begins, plus one; 0 is free. */
  #slots = new Int32Array(256)
  #size = 0
  readonly kept: number

  constructor(kept: number) {
    this.kept = kept
  }

  /** Whether there is no room for more. */
  get isFull(): boolean {
    return this.#used > MOST_WORDS
  }

  /** Adds the configuration of `state` and `bits`, whose words before `from` are full and after `to` empty. False when it was there. */
  add(hash: number, state: number, bits: Int32Array, from: number, to: number): boolean {
    const mask = this.#slots.length - 1
    let slot = mix(hash ^ Math.imul(state, 0x9e3779b1)) & mask
    for (;;) {
      const at = this.#slots[slot] as number
      if (at === 0) break
      if (this.#equal(at - 1, state, bits, from, to)) return false
      slot = (slot + 1) & mask
    }
    this.#slots[slot] = this.#append(hash, state, bits, from, to) + 1
    this.#size += 1
    if (2 * this.#size > this.#slots.length) this.#grow()
    return true
  }

  #equal(at: number, state: number, bits: Int32Array, from: number, to: number): boolean {
    const words = this.#words
    if (words[at + 1] !== state || words[at + 2] !== from || words[at + 3] !== to) return false
    let next = at + 4
    for (let word = 0; word < this.kept; word += 1) if (words[next++] !== bits[word]) return false
    for (let word = from; word < to; word += 1) if (words[next++] !== bits[word]) return false
    return true
  }

  #append(hash: number, state: number, bits: Int32Array, from: number, to: number): number {
    const at = this.#used
    const end = at + 4 + this.kept + Math.max(0, to - from)
    if (end > this.#words.length) {
      const larger = new Int32Array(2 * end)
      larger.set(this.#words)
      this.#words = larger
    }
    this.#words[at] = hash
    this.#words[at + 1] = state
    this.#words[at + 2] = from
    this.#words[at + 3] = to
    let next = at + 4
    for (let word = 0; word < this.kept; word += 1) this.#words[next++] = bits[word] as number
    for (let word = from; word < to; word += 1) this.#words[next++] = bits[word] as number
    this.#used = end
    return at
  }

  #grow(): void {
    const before = this.#slots
    this.#slots = new Int32Array(2 * before.length)
    const mask = this.#slots.length - 1
    for (const at of before) {
      if (at === 0) continue
      let slot =
        mix((this.#words[at - 1] as number) ^ Math.imul(this.#words[at] as number, 0x9e3779b1)) & mask
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
      this.#slots[slot] = at
    }
  }
}

/** Spreads the bits of a number (the finisher of MurmurHash3, Appleby). */
export function mix(value: number): number {
  let x = value | 0
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return x ^ (x >>> 16)
}
