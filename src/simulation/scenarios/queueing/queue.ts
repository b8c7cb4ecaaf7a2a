import type { QueueModel } from '../../../lib/queueing-formulas.ts'
import type { EventWorld } from '../../kernel/event-model.ts'
import { Fifo } from '../../kernel/fifo.ts'
import { QueueMeasures } from './measures.ts'
import { QueueMonitor } from './monitor.ts'
import type { MutantId } from './mutants.ts'
import { serviceTimes } from './service-time.ts'

const ARRIVES = 0
const DEPARTS = 1
const RESTED = 2
const CLOSES = 3
/** So many kinds of events has a queue; the next queue's follow. */
export const QUEUE_KINDS = 4

const REST_US = 50_000

export interface QueueOptions {
  readonly world: EventWorld
  readonly model: QueueModel
  readonly variant: string
  /** The first of its kinds of events. */
  readonly firstKind: number
  readonly durationUs: number
  readonly warmUpUs: number
  readonly mutant: string | undefined
}

/** One line before a number of equal servers: M/G/c/K. */
export class Queue {
  readonly measures: QueueMeasures
  readonly #monitor: QueueMonitor
  readonly #options: QueueOptions
  readonly #waiting = new Fifo()
  readonly #arrivedUs: number[] = []
  readonly #startedUs: number[] = []
  readonly #gapUs: (customer: number) => number
  readonly #serviceUs: (customer: number) => number
  #busy = 0
  #resting = 0

  constructor(options: QueueOptions) {
    const { world, model, variant, warmUpUs } = options
    const gaps = world.random('arrivals')
    const meanGapUs = 1e6 / model.arrivalRate
    this.#options = options
    this.#gapUs = (customer) => Math.floor(gaps.exponential(customer) * meanGapUs + 0.5)
    this.#serviceUs = serviceTimes(world, model.meanService * 1e6, model.serviceCv)
    this.measures = new QueueMeasures(world, variant, warmUpUs)
    this.#monitor = new QueueMonitor(world, variant, model.servers, model.capacity)
  }

  start(): void {
    const { world, firstKind, durationUs } = this.#options
    this.#expect(0)
    world.schedule(durationUs, firstKind + CLOSES)
  }

  handle(kind: number, customer: number): void {
    if (kind === ARRIVES) this.#arrive(customer)
    else if (kind === DEPARTS) this.#depart(customer)
    else if (kind === RESTED) this.#resting -= 1
    else this.measures.close()
    this.#fill()
    this.measures.now(this.#waiting.length, this.#busy)
    this.#monitor.check(this.#busy, this.#waiting.length)
  }

  end(drained: boolean): void {
    this.measures.close()
    this.#monitor.end(drained)
  }

  get #inside(): number {
    return this.#busy + this.#waiting.length
  }

  /** Nobody comes after the duration. */
  #expect(customer: number): void {
    const { world, firstKind, durationUs } = this.#options
    const gapUs = this.#gapUs(customer)
    if (world.nowUs + gapUs < durationUs) world.schedule(gapUs, firstKind + ARRIVES, customer)
  }

  #arrive(customer: number): void {
    const { world, model } = this.#options
    this.#expect(customer + 1)
    if (!world.begins(customer)) return
    const inside = this.#inside
    const letIn = inside < model.capacity && !(this.#is('turns-away') && this.#waiting.length >= 10)
    this.#monitor.decided(customer, letIn, inside)
    this.measures.arrived(letIn)
    this.#arrivedUs[customer] = world.nowUs
    if (letIn) this.#waiting.push(customer)
    if (world.telling) this.#tell(`customer ${customer} ${letIn ? 'comes' : 'is refused'}, ${inside} inside`)
    if (letIn && inside + 1 >= model.servers) world.moment('all_busy')
  }

  #fill(): void {
    const { model } = this.#options
    const more = this.#is('overcommits') && this.#waiting.length >= 10 ? 1 : 0
    const servers = model.servers + more - this.#resting
    while (this.#busy < servers) {
      const customer = this.#is('last-first') ? this.#waiting.pop() : this.#waiting.shift()
      if (customer === undefined) return
      this.#serve(customer)
    }
  }

  #serve(customer: number): void {
    const { world, firstKind } = this.#options
    const arrivedUs = this.#arrivedUs[customer] as number
    this.#busy += 1
    this.#startedUs[customer] = world.nowUs
    this.measures.started(arrivedUs)
    this.#monitor.started(customer)
    if (world.telling) this.#tell(`customer ${customer} is served, ${this.#waiting.length} wait`)
    world.schedule(this.#serviceUs(customer), firstKind + DEPARTS, customer)
  }

  #depart(customer: number): void {
    const { world, firstKind } = this.#options
    this.#busy -= 1
    if (world.telling) this.#tell(`customer ${customer} is done`)
    if (this.#is('idles') && customer % 100 === 99) {
      this.#resting += 1
      world.schedule(REST_US, firstKind + RESTED)
    }
    const thousandth = customer % 1000 === 999
    if (this.#is('loses-customer') && thousandth) return
    this.#leave(customer)
    if (this.#is('counts-twice') && thousandth) this.#leave(customer)
  }

  #leave(customer: number): void {
    const { world } = this.#options
    const arrivedUs = this.#arrivedUs[customer] as number
    const sinceUs = this.#is('starts-clock-late') ? (this.#startedUs[customer] as number) : arrivedUs
    this.#monitor.left(customer, world.nowUs - sinceUs)
    this.measures.left(arrivedUs, world.nowUs - sinceUs)
  }

  #tell(text: string): void {
    this.#options.world.tell(text, this.#options.variant)
  }

  #is(mutant: MutantId): boolean {
    return this.#options.mutant === mutant
  }
}
