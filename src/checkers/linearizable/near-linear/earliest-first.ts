/** Operations of which the one that returns first is taken first: a binary heap. */
export class EarliestFirst {
  readonly #heap: number[] = []
  readonly #end: (at: number) => number

  constructor(end: (at: number) => number) {
    this.#end = end
  }

  push(at: number): void {
    const heap = this.#heap
    let slot = heap.push(at) - 1
    while (slot > 0) {
      const parent = (slot - 1) >>> 1
      if (this.#end(heap[parent] as number) <= this.#end(at)) break
      heap[slot] = heap[parent] as number
      slot = parent
    }
    heap[slot] = at
  }

  pop(): number | undefined {
    const heap = this.#heap
    const first = heap[0]
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return first
    const end = this.#end(last)
    let slot = 0
    for (;;) {
      let child = 2 * slot + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && this.#end(heap[child + 1] as number) < this.#end(heap[child] as number))
        child += 1
      if (this.#end(heap[child] as number) >= end) break
      heap[slot] = heap[child] as number
      slot = child
    }
    heap[slot] = last
    return first
  }
}
