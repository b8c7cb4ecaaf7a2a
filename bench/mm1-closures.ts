// M/M/1 as one usually writes it in TypeScript: closures in a heap of objects, no trace hash, no budget.
import { RandomStream } from '../src/lib/prng.ts'
import { report } from './mm1-rate.ts'

const MEAN_GAP_US = 125_000
const MEAN_SERVICE_US = 100_000

interface Pending {
  readonly time: number
  readonly order: number
  readonly act: () => void
}

class ClosureQueue {
  readonly #customers: number
  #now = 0
  #order = 0
  #inside = 0
  #served = 0
  readonly #heap: Pending[] = []
  readonly #arrivals = new RandomStream(1, 'arrivals')
  readonly #services = new RandomStream(1, 'services')

  constructor(customers: number) {
    this.#customers = customers
  }

  run(): number {
    this.#at(0, () => this.#arrive(0))
    for (let next = this.#pop(); next; next = this.#pop()) {
      this.#now = next.time
      next.act()
    }
    return this.#now
  }

  #arrive(customer: number): void {
    if (customer + 1 < this.#customers) {
      this.#at(Math.floor(0.5 + this.#arrivals.exponential(customer) * MEAN_GAP_US), () =>
        this.#arrive(customer + 1),
      )
    }
    this.#inside += 1
    if (this.#inside === 1) this.#serve()
  }

  #serve(): void {
    this.#at(Math.floor(0.5 + this.#services.exponential(this.#served) * MEAN_SERVICE_US), () => {
      this.#inside -= 1
      if (this.#inside > 0) this.#serve()
    })
    this.#served += 1
  }

  #at(delay: number, act: () => void): void {
    const heap = this.#heap
    const added = { time: this.#now + delay, order: this.#order, act }
    this.#order += 1
    let hole = heap.push(added) - 1
    while (hole > 0) {
      const parent = (hole - 1) >> 1
      const above = heap[parent]
      if (!above || before(above, added)) break
      heap[hole] = above
      hole = parent
    }
    heap[hole] = added
  }

  #pop(): Pending | undefined {
    const heap = this.#heap
    const top = heap[0]
    const last = heap.pop()
    if (!last || heap.length === 0) return top
    let hole = 0
    for (let child = 1; child < heap.length; child = 2 * hole + 1) {
      const left = heap[child]
      const right = heap[child + 1]
      if (!left) break
      const first = right && before(right, left) ? right : left
      if (before(last, first)) break
      heap[hole] = first
      hole = first === left ? child : child + 1
    }
    heap[hole] = last
    return top
  }
}

function before(a: Pending, b: Pending): boolean {
  return a.time < b.time || (a.time === b.time && a.order < b.order)
}

report((customers) => new ClosureQueue(customers).run())
