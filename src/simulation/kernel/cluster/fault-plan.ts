import type { Fault, FaultRule, NodeId } from '../fault.ts'

/** A fault begins or ends. */
export interface Transition {
  readonly atUs: number
  readonly begins: boolean
  readonly fault: Fault
}

/** A moment of the model: where, and for which time. */
export interface Moment {
  readonly node: NodeId
  readonly moment: string
  readonly nth: number
  readonly nowUs: number
  /** A fault that a rule brings is over by then. */
  readonly healUs: number
  /** Most nodes that may be down or paused at once. */
  readonly mostDown: number
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

  /** How many other nodes are down or paused at some time while `fault` lasts. Who is cut off still runs. */
  othersStruck(fault: { readonly atUs: number; readonly durationUs: number; readonly node: number }): number {
    const nodes = new Set<number>()
    for (const other of this.faults) {
      if (other.kind !== 'crash' && other.kind !== 'pause') continue
      const apart = other.atUs + other.durationUs < fault.atUs || fault.atUs + fault.durationUs < other.atUs
      if (!apart && other.node !== fault.node) nodes.add(other.node)
    }
    return nodes.size
  }

  /** Lets the rules strike that waited for this moment. What they bring joins the plan: the run can be repeated without rules. */
  strike({ node, moment, nth, nowUs, healUs, mostDown }: Moment): void {
    for (const rule of this.rules) {
      if (rule.moment !== moment || rule.nth !== nth) continue
      const atUs = nowUs + Math.max(1, rule.afterUs)
      const time = { atUs, durationUs: Math.min(rule.durationUs, healUs - atUs) }
      if (time.durationUs <= 0) continue
      const stops = rule.strike !== 'isolate'
      if (!stops || this.othersStruck({ ...time, node }) < mostDown) this.add(struck(rule, node, time))
    }
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

function struck(rule: FaultRule, node: NodeId, time: { atUs: number; durationUs: number }): Fault {
  if (rule.strike === 'isolate') return { kind: 'partition', side: [node], ...time }
  if (rule.strike === 'pause') return { kind: 'pause', node, ...time }
  return { kind: 'crash', node, disk: rule.disk ?? 'unsynced-lost', ...time }
}
