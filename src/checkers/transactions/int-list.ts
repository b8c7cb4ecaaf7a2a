/**
 * `length` zeros. The memory is shared memory, though nobody shares it: V8 collects garbage when much memory is taken
 * outside its heap, and with a history of a million operations in the heap each time takes longer than the check.
 * Shared memory it does not count.
 */
export function integers(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(length * 4))
}

/** A list of 32-bit integers that grows: for histories of millions of operations, where an array of objects would not do. */
export class IntList {
  #data: Int32Array
  #length = 0

  constructor(capacity = 16) {
    this.#data = integers(Math.max(1, capacity))
  }

  get length(): number {
    return this.#length
  }

  /** The number at `at`, which is below `length`. */
  get(at: number): number {
    return this.#data[at] as number
  }

  set(at: number, value: number): void {
    this.#data[at] = value
  }

  push(value: number): void {
    if (this.#length === this.#data.length) this.#grow()
    this.#data[this.#length] = value
    this.#length += 1
  }

  clear(): void {
    this.#length = 0
  }

  /** The numbers so far. What is pushed later may not show in it. */
  view(): Int32Array {
    return this.#data.subarray(0, this.#length)
  }

  #grow(): void {
    const larger = integers(this.#data.length * 2)
    larger.set(this.#data)
    this.#data = larger
  }
}
