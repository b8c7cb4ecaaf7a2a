import type { Fault, FaultRule } from '../fault.ts'

/** A fault begins or ends. */
export interface Transition {
  readonly atUs: number
  readonly begins: boolean
  readonly fault: Fault
}

/** All faults of a run in the order in which they begin and end, with room for those that rules add. */
export class FaultPlan {
  /** When the next transition is due; Infinity when there is none. */
  nextUs = Number.POSITIVE_INFINITY
  /** In the order in which they were added; with exactly these the run repeats. */
  readonly faults: Fault[] = []
  readonly rules: readonly FaultRule[]
  readonly #transitions: Transition[] = []
  #next = 0

  constructor(schedule: readonly (Fault | FaultRule)[]) {
    this.rules = schedule.filter((one) => one.kind === 'when')
    for (const one of schedule) if (one.kind !== 'when') this.add(one)
  }

  add(fault: Fault): void {
    this.faults.push(fault)
    this.#insert({ atUs: fault.atUs, begins: true, fault })
    this.#insert({ atUs: fault.atUs + fault.durationUs, begins: false, fault })
  }

  take(): Transition {
    const transition = this.#transitions[this.#next]
    if (transition === undefined) throw new Error('no fault is due')
    this.#next += 1
    this.#look()
    return transition
  }

  /** When the last fault is over; 0 when there is none. */
  endUs(): number {
    return this.faults.reduce((end, { atUs, durationUs }) => Math.max(end, atUs + durationUs), 0)
  }

  /** How many other nodes are down, paused or cut off at some time while `fault` lasts. */
  othersStruck(fault: { readonly atUs: number; readonly durationUs: number; readonly node: number }): number {
    const nodes = new Set<number>()
    for (const other of this.faults) {
      if (other.kind !== 'crash' && other.kind !== 'pause') continue
      const apart = other.atUs + other.durationUs < fault.atUs || fault.atUs + fault.durationUs < other.atUs
      if (!apart && other.node !== fault.node) nodes.add(other.node)
    }
    return nodes.size
  }

  /** Behind all that are due at the same time. */
  #insert(transition: Transition): void {
    let low = this.#next
    let high = this.#transitions.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#transitions[middle] as Transition).atUs <= transition.atUs) low = middle + 1
      else high = middle
    }
    this.#transitions.splice(low, 0, transition)
    this.#look()
  }

  #look(): void {
    this.nextUs = this.#transitions[this.#next]?.atUs ?? Number.POSITIVE_INFINITY
  }
}
