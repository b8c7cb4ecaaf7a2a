import type { EventWorld } from '../../kernel/event-model.ts'
import { unlikeLittle } from '../../kernel/littles-law.ts'
import { Population } from '../../kernel/population.ts'
import type { InvariantId } from './invariants.ts'

const INSIDE = 1
const LEFT = 2

/** Watches one queue from outside: what it says is checked against a count of its own. */
export class QueueMonitor {
  readonly #inside = new Population()
  readonly #states: number[] = []
  readonly #arrivedUs: number[] = []
  #staysUs = 0
  #lastStarted = -1
  readonly #world: EventWorld
  readonly #variant: string
  readonly #servers: number
  readonly #capacity: number

  constructor(world: EventWorld, variant: string, servers: number, capacity: number) {
    this.#world = world
    this.#variant = variant
    this.#servers = servers
    this.#capacity = capacity
  }

  decided(customer: number, letIn: boolean, inside: number): void {
    if (letIn !== inside < this.#capacity) {
      const what = letIn ? 'is let in' : 'is refused'
      this.#violated('refuses-only-when-full', `customer ${customer} ${what} with ${inside} inside`)
    }
    if (!letIn) return
    this.#states[customer] = INSIDE
    this.#arrivedUs[customer] = this.#world.nowUs
    this.#inside.change(this.#world.nowUs, 1)
  }

  started(customer: number): void {
    if (customer < this.#lastStarted) {
      const how = `customer ${customer} is served, after ${this.#lastStarted} who came later`
      this.#violated('first-come-first-served', how)
    }
    this.#lastStarted = Math.max(this.#lastStarted, customer)
  }

  /** `stayUs` as the queue measured it. */
  left(customer: number, stayUs: number): void {
    if (this.#states[customer] === LEFT) {
      this.#violated('leaves-once', `customer ${customer} leaves for the second time`)
    }
    this.#states[customer] = LEFT
    this.#staysUs += stayUs
    this.#inside.change(this.#world.nowUs, -1)
  }

  /** After each event. */
  check(busy: number, waiting: number): void {
    if (busy > this.#servers) {
      this.#violated('one-customer-per-server', `${busy} are served by ${this.#servers}`)
    }
    if (waiting > 0 && busy < this.#servers) {
      this.#violated('work-conserving', `${waiting} wait while only ${busy} of ${this.#servers} servers work`)
    }
  }

  /** Exact, because all are whole numbers. Who is still inside when the time is over has stayed until then. */
  end(drained: boolean): void {
    const { nowUs } = this.#world
    const open: number[] = []
    this.#states.forEach((state, customer) => {
      if (state === INSIDE) open.push(customer)
    })
    if (drained && open.length > 0) {
      this.#violated('leaves-once', `nothing is left to happen, and customer ${open[0]} never left`)
    }
    const unended = drained ? [] : open
    const staysUs = unended.reduce((sum, one) => sum + nowUs - (this.#arrivedUs[one] ?? 0), this.#staysUs)
    const unlike = unlikeLittle(this.#inside.areaAt(nowUs), staysUs, 'customers were inside', 'stays')
    if (unlike !== undefined) this.#violated('littles-law', unlike)
  }

  #violated(invariant: InvariantId, how: string): void {
    this.#world.violated(invariant, how, this.#variant)
  }
}
