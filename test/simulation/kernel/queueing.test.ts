import { describe, expect, it } from 'vitest'
import { RandomStream } from '../../../src/lib/prng.ts'
import { interval95 } from '../../../src/lib/statistics.ts'
import { Population } from '../../../src/simulation/kernel/population.ts'
import { World } from '../../../src/simulation/kernel/world.ts'

const ARRIVES = 0
const DEPARTS = 1
/** Long enough that rounding to whole microseconds does not show. */
const SERVICE_US = 100_000

/** Customers arrive as a Poisson process, are served by any of c servers, exponentially. */
class Queue {
  readonly world = new World()
  readonly inside = new Population()
  #served = 0
  readonly #arrivals: RandomStream
  readonly #services: RandomStream
  readonly #meanGapUs: number
  readonly #servers: number
  readonly #customers: number

  constructor(seed: number, load: number, servers: number, customers: number) {
    this.#arrivals = new RandomStream(seed, 'arrivals')
    this.#services = new RandomStream(seed, 'services')
    this.#meanGapUs = SERVICE_US / (load * servers)
    this.#servers = servers
    this.#customers = customers
  }

  /** The time average of how many are inside. */
  run(): number {
    this.world.schedule(0, ARRIVES, 0)
    this.world.run(this)
    return this.inside.areaAt(this.world.nowUs) / this.world.nowUs
  }

  handle(kind: number, customer: number): void {
    const { world, inside } = this
    inside.change(world.nowUs, kind === ARRIVES ? 1 : -1)
    if (kind === ARRIVES) {
      const next = customer + 1
      if (next < this.#customers) {
        world.schedule(Math.round(this.#arrivals.exponential(next) * this.#meanGapUs), ARRIVES, next)
      }
      if (inside.size <= this.#servers) this.#serve()
    } else if (inside.size >= this.#servers) this.#serve()
  }

  #serve(): void {
    this.world.schedule(Math.round(this.#services.exponential(this.#served) * SERVICE_US), DEPARTS, 0)
    this.#served += 1
  }
}

/** Mean number inside M/M/c: the busy servers plus Erlang C times rho / (1 - rho). */
function expectedInside(load: number, servers: number): number {
  const offered = load * servers
  let term = 1
  let sum = 0
  for (let k = 0; k < servers; k += 1) {
    sum += term
    term = (term * offered) / (k + 1)
  }
  const waits = term / (1 - load)
  return offered + (waits / (sum + waits)) * (load / (1 - load))
}

describe('queues of which the theory is known', () => {
  it.each([
    [0.5, 1],
    [0.8, 1],
    [0.9, 1],
    [0.8, 3],
    [0.8, 10],
  ])('load %d on %d servers lies in the interval of the closed form', (load, servers) => {
    const runs = Array.from({ length: 10 }, (_, seed) => new Queue(seed + 1, load, servers, 60_000).run())
    const { low, high } = interval95(runs)
    const expected = expectedInside(load, servers)
    expect(low).toBeLessThan(expected)
    expect(high).toBeGreaterThan(expected)
    expect((high - low) / expected).toBeLessThan(0.15)
  })

  it('knows the closed forms themselves', () => {
    expect(expectedInside(0.8, 1)).toBeCloseTo(4, 10)
    expect(expectedInside(0.5, 1)).toBeCloseTo(1, 10)
    // Mean waits in service times, as tables of Erlang C have them.
    expect((expectedInside(0.8, 3) - 2.4) / 2.4).toBeCloseTo(1.07865, 5)
    expect((expectedInside(0.8, 10) - 8) / 8).toBeCloseTo(0.20459, 5)
  })
})
