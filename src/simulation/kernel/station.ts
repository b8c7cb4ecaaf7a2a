import { Fifo } from './fifo.ts'
import type { World } from './world.ts'

export interface StationOptions {
  readonly world: World
  /** Jobs that are worked on at once. */
  readonly slots: number
  /** The kind of the event that ends the work on a job; its subject is the job. */
  readonly doneKind: number
  /** How long the work on a job takes that starts now. */
  readonly workUs: (job: number) => number
  readonly whenStarted?: (job: number) => void
}

/** A few slots with a queue without bound before them, first come, first served. */
export class Station {
  busy = 0
  readonly waiting = new Fifo()
  #stopped = false
  readonly #options: StationOptions

  constructor(options: StationOptions) {
    this.#options = options
  }

  /** Jobs that wait or are worked on. */
  get inside(): number {
    return this.busy + this.waiting.length
  }

  offer(job: number): void {
    if (this.#stopped || this.busy >= this.#options.slots) this.waiting.push(job)
    else this.#start(job)
  }

  /** To be called when the work on a job is done: the slot goes to the next. */
  release(): void {
    this.busy -= 1
    this.#fill()
  }

  /** No job is started until `resume`; those that are worked on come to their end. */
  stop(): void {
    this.#stopped = true
  }

  resume(): void {
    this.#stopped = false
    this.#fill()
  }

  #fill(): void {
    while (!this.#stopped && this.busy < this.#options.slots && this.waiting.length > 0) {
      this.#start(this.waiting.shift() as number)
    }
  }

  #start(job: number): void {
    const { world, doneKind, workUs, whenStarted } = this.#options
    this.busy += 1
    world.schedule(workUs(job), doneKind, job)
    whenStarted?.(job)
  }
}
