// What the simulation kernel costs: M/M/1 events per second, against the usual way to write it in
// TypeScript (closures in a heap of objects), in turns within one run. `npx tsx bench/simulation.ts`.
import { RandomStream } from '../src/lib/prng.ts'
import { World } from '../src/simulation/kernel/world.ts'

const CUSTOMERS = 1_000_000
const ROUNDS = 7
const MEAN_GAP_US = 125_000
const MEAN_SERVICE_US = 100_000

class KernelQueue {
  readonly world = new World()
  #inside = 0
  #served = 0
  readonly #arrivals = new RandomStream(1, 'arrivals')
  readonly #services = new RandomStream(1, 'services')

  run(): number {
    this.world.schedule(0, 0, 0)
    this.world.run(this)
    return this.world.nowUs
  }

  handle(kind: number, customer: number): void {
    if (kind === 0) {
      if (customer + 1 < CUSTOMERS) {
        this.world.schedule(Math.round(this.#arrivals.exponential(customer) * MEAN_GAP_US), 0, customer + 1)
      }
      this.#inside += 1
      if (this.#inside === 1) this.#serve()
    } else {
      this.#inside -= 1
      if (this.#inside > 0) this.#serve()
    }
  }

  #serve(): void {
    this.world.schedule(Math.round(this.#services.exponential(this.#served) * MEAN_SERVICE_US), 1, 0)
    this.#served += 1
  }
}

interface Pending {
  readonly time: number
  readonly order: number
  readonly act: () => void
}

/** The same model with the same draws, without trace hash or budget. */
class ClosureQueue {
  #now = 0
  #order = 0
  #inside = 0
  #served = 0
  readonly #heap: Pending[] = []
  readonly #arrivals = new RandomStream(1, 'arrivals')
  readonly #services = new RandomStream(1, 'services')

  run(): number {
    this.#at(0, () => this.#arrive(0))
    for (let next = this.#pop(); next; next = this.#pop()) {
      this.#now = next.time
      next.act()
    }
    return this.#now
  }

  #arrive(customer: number): void {
    if (customer + 1 < CUSTOMERS) {
      this.#at(Math.round(this.#arrivals.exponential(customer) * MEAN_GAP_US), () =>
        this.#arrive(customer + 1),
      )
    }
    this.#inside += 1
    if (this.#inside === 1) this.#serve()
  }

  #serve(): void {
    this.#at(Math.round(this.#services.exponential(this.#served) * MEAN_SERVICE_US), () => {
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

/** Millions of events per second of processor time: other work on the machine does not count. */
function rate(run: () => number): number {
  const start = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(start)
  return (2 * CUSTOMERS) / (user + system)
}

const kernel: number[] = []
const closures: number[] = []
for (let round = 0; round <= ROUNDS; round += 1) {
  kernel.push(rate(() => new KernelQueue().run()))
  closures.push(rate(() => new ClosureQueue().run()))
}
if (new KernelQueue().run() !== new ClosureQueue().run()) throw new Error('the two ways disagree')
// The first round warms up.
const [ours, theirs] = [kernel, closures].map(
  (rates) => rates.slice(1).sort((a, b) => a - b)[ROUNDS >> 1] ?? 0,
)
console.log(`M/M/1, kernel with trace hash      ${(ours ?? 0).toFixed(1)} million events/s`)
console.log(`M/M/1, closures in an object heap  ${(theirs ?? 0).toFixed(1)} million events/s`)
console.log(`ratio                              ${((ours ?? 0) / (theirs ?? 1)).toFixed(2)}`)
