import type { World } from '../../kernel/world.ts'
import type { Settings } from './parameters.ts'
import type { Workload } from './workload.ts'

/**
 * The dependency: a few slots and a queue without bound. It does not learn that a caller gave up,
 * so it works off abandoned calls as well; that is how an outage outlasts its cause.
 */
export class Dependency {
  /** Calls that arrived while the outage lasted. */
  callsInOutage = 0
  /** Calls that arrived, ever. */
  calls = 0
  #free: number
  #next = 0
  #waiting: number[] = []
  readonly #world: World
  readonly #settings: Settings
  readonly #workload: Workload
  readonly #doneKind: number

  constructor(world: World, settings: Settings, workload: Workload, doneKind: number) {
    this.#world = world
    this.#settings = settings
    this.#workload = workload
    this.#doneKind = doneKind
    this.#free = settings.dependencySlots
  }

  receive(call: number): void {
    this.calls += 1
    if (this.#inOutage()) this.callsInOutage += 1
    if (this.#free === 0) this.#waiting.push(call)
    else this.#start(call)
  }

  /** Frees the slot of a call that is done and gives it to the next. */
  release(): void {
    this.#free += 1
    const next = this.#waiting[this.#next]
    if (next === undefined) return
    this.#next += 1
    this.#start(next)
  }

  /** Whether a call that is done now ends in an error. */
  fails(call: number): boolean {
    const { errorRate, outageErrorRate } = this.#settings
    return this.#workload.callFails(call, this.#inOutage() ? outageErrorRate : errorRate)
  }

  #start(call: number): void {
    this.#free -= 1
    const slowdown = this.#inOutage() ? this.#settings.outageSlowdown : 1
    this.#world.schedule(Math.round(this.#workload.callUs(call) * slowdown), this.#doneKind, call)
  }

  #inOutage(): boolean {
    const { nowUs } = this.#world
    return nowUs >= this.#settings.outageStartUs && nowUs < this.#settings.outageEndUs
  }
}
