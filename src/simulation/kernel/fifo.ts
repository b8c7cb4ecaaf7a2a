const ROOM = 16

/** A queue of numbers, first in, first out, in a ring that grows. */
export class Fifo {
  length = 0
  #head = 0
  #ring = new Float64Array(ROOM)

  push(item: number): void {
    if (this.length === this.#ring.length) this.#grow()
    this.#ring[(this.#head + this.length) & (this.#ring.length - 1)] = item
    this.length += 1
  }

  /** The oldest; undefined when there is none. */
  peek(): number | undefined {
    return this.length === 0 ? undefined : this.#ring[this.#head]
  }

  /** The oldest, which leaves; undefined when there is none. */
  shift(): number | undefined {
    if (this.length === 0) return undefined
    const item = this.#ring[this.#head]
    this.#head = (this.#head + 1) & (this.#ring.length - 1)
    this.length -= 1
    return item
  }

  /** The youngest, which leaves; undefined when there is none. */
  pop(): number | undefined {
    if (this.length === 0) return undefined
    this.length -= 1
    return this.#ring[(this.#head + this.length) & (this.#ring.length - 1)]
  }

  #grow(): void {
    const larger = new Float64Array(this.#ring.length * 2)
    for (let index = 0; index < this.length; index += 1) {
      larger[index] = this.#ring[(this.#head + index) & (this.#ring.length - 1)] as number
    }
    this.#ring = larger
    this.#head = 0
  }
}
