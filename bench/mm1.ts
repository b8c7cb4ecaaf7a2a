// M/M/1 as a model of ours, by the public interface: with trace hash, budget, warm-up and series.
import type { EventModel, EventWorld } from '../src/simulation/kernel/event-model.ts'
import { eventScenario } from '../src/simulation/kernel/event-scenario.ts'
import { report } from './mm1-rate.ts'

const ARRIVES = 0
const DEPARTS = 1
const MEAN_GAP_US = 125_000
const MEAN_SERVICE_US = 100_000

class OneServer {
  #inside = 0
  #begun = 0
  #served = 0
  readonly #world: EventWorld
  readonly #customers: number
  readonly #arrivals
  readonly #services

  constructor(world: EventWorld, customers: number) {
    this.#world = world
    this.#customers = customers
    this.#arrivals = world.random('arrivals')
    this.#services = world.random('services')
  }

  start(): void {
    this.#world.schedule(0, ARRIVES, 0)
  }

  handle(kind: number, customer: number): void {
    if (kind === ARRIVES) {
      const next = customer + 1
      if (next < this.#customers) {
        this.#world.schedule(this.#arrivals.exponential(customer) * MEAN_GAP_US, ARRIVES, next)
      }
      this.#inside += 1
      if (this.#inside === 1) this.#serve()
    } else {
      this.#served += 1
      this.#inside -= 1
      if (this.#inside > 0) this.#serve()
    }
  }

  metrics(): Record<string, number> {
    return { served: this.#served }
  }

  #serve(): void {
    this.#world.schedule(this.#services.exponential(this.#begun) * MEAN_SERVICE_US, DEPARTS)
    this.#begun += 1
  }
}

const model: EventModel = {
  id: 'mm1',
  title: 'M/M/1',
  parameters: [],
  metrics: [{ id: 'served', unit: 'count', description: 'customers served' }],
  setup: (world, { customers }) => new OneServer(world, customers ?? 0),
}

report((customers) => eventScenario(model).run(1, { customers }).endUs)
