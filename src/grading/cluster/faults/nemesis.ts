import type { Timeline } from '../timeline.ts'
import type { Activity } from './activity.ts'
import { Campaign } from './campaign.ts'
import type { Aim, ClusterFault, Met, Victim } from './fault.ts'

const US_PER_MS = 1000
/** About as long as an election, or a transaction, takes. */
const CHANGE_US = 200_000

/** What a fault met when it struck. */
export interface Strike extends Met {
  /** What was done; where it was aimed, at whom and when that came to be. */
  readonly fault: ClusterFault
  /** Another node than the busiest had begun to speak to most of the others a moment ago: to be elected, for instance. */
  readonly isAmidChange: boolean
}

export interface NemesisOptions {
  readonly timeline: Timeline
  readonly victim: Victim
  readonly nodes: readonly string[]
  readonly activity: Activity
  /** How many operations are under way. */
  readonly inFlight: () => number
}

/** Does the faults of a schedule to a cluster, each for its time. */
export class Nemesis {
  readonly strikes: Strike[] = []
  readonly #options: NemesisOptions
  #beganUs = 0
  #active: ClusterFault[] = []
  #cancels: (() => void)[] = []

  constructor(options: NemesisOptions) {
    this.#options = options
  }

  start(faults: readonly ClusterFault[]): void {
    const { timeline } = this.#options
    this.#beganUs = timeline.nowUs()
    this.#cancels = faults.map((fault) =>
      timeline.after(fault.fromMs * US_PER_MS, () => {
        if (fault.aim === undefined) this.#strike(fault)
        else this.#campaign(fault, fault.aim)
      }),
    )
  }

  /** Ends all faults; no more begin. */
  stop(): void {
    for (const cancel of this.#cancels) cancel()
    for (const fault of [...this.#active]) this.#heal(fault)
  }

  #campaign(fault: ClusterFault, aim: Aim): void {
    const { timeline, nodes, activity } = this.#options
    const campaign = new Campaign({
      ...{ fault, aim, timeline, nodes, activity, beganUs: this.#beganUs },
      strike: (shot) => this.#strike(shot),
      heal: (shot) => this.#healNow(shot),
      mayKill: (node) => this.#mayKill(node),
    })
    this.#cancels.push(() => campaign.stop())
    campaign.begin()
  }

  /** A minority may be down at a time. */
  #mayKill(node: string): boolean {
    const { nodes } = this.#options
    const down = this.#active.flatMap((fault) => (fault.kind === 'kill' ? fault.nodes : []))
    return new Set([...down, node]).size <= Math.max(1, Math.ceil(nodes.length / 2) - 1)
  }

  /** Ends what had longer to go. */
  #healNow(fault: ClusterFault): void {
    if (!this.#active.includes(fault)) return
    const toMs = (this.#options.timeline.nowUs() - this.#beganUs) / US_PER_MS
    const at = this.strikes.findLastIndex((strike) => strike.fault === fault)
    const strike = this.strikes[at]
    if (strike !== undefined) this.strikes[at] = { ...strike, fault: { ...fault, toMs } }
    this.#heal(fault)
  }

  #strike(fault: ClusterFault): void {
    const { timeline, inFlight } = this.#options
    const leftUs = this.#beganUs + fault.toMs * US_PER_MS - timeline.nowUs()
    this.strikes.push({ fault, inFlight: inFlight(), ...this.#met(fault) })
    this.#cancels.push(timeline.after(leftUs, () => this.#heal(fault)))
    const before = this.#active
    this.#active = [...before, fault]
    if (fault.kind === 'partition') {
      this.#cut()
      return
    }
    for (const node of fault.nodes) {
      if (fault.kind === 'slow') this.#options.victim.slow(node, fault.times)
      else if (isHit(before, fault.kind, node)) continue
      else if (fault.kind === 'pause') this.#options.victim.pause(node)
      else if (node === fault.nodes[0]) this.#options.victim.kill(node, fault.midStep)
      else this.#options.victim.kill(node)
    }
  }

  #met(fault: ClusterFault): Pick<Strike, 'hitBusiest' | 'isAmidChange'> {
    const { activity, nodes, timeline } = this.#options
    const busiest = activity.busiest(nodes)
    return {
      hitBusiest: busiest !== undefined && activity.speaks(busiest) && hits(fault, busiest, nodes.length),
      isAmidChange: activity.othersSpokeSince(timeline.nowUs() - CHANGE_US, busiest),
    }
  }

  #heal(fault: ClusterFault): void {
    if (!this.#active.includes(fault)) return
    this.#active = this.#active.filter((one) => one !== fault)
    if (fault.kind === 'partition') {
      this.#cut()
      return
    }
    for (const node of fault.nodes) {
      if (isHit(this.#active, fault.kind, node)) continue
      if (fault.kind === 'slow') this.#options.victim.slow(node, 1)
      else if (fault.kind === 'kill') this.#options.victim.restart(node)
      else this.#options.victim.resume(node)
    }
  }

  #cut(): void {
    this.#options.victim.cut(this.#active.flatMap((fault) => (fault.kind === 'partition' ? fault.cuts : [])))
  }
}

function isHit(active: readonly ClusterFault[], kind: ClusterFault['kind'], node: string): boolean {
  return active.some((one) => one.kind === kind && one.kind !== 'partition' && one.nodes.includes(node))
}

/** Whether it stops this node, or parts it from at least half of the others. */
function hits(fault: ClusterFault, node: string, count: number): boolean {
  if (fault.kind !== 'partition') return fault.nodes.includes(node)
  const others = fault.cuts.filter((cut) => cut.includes(node)).flat()
  return new Set(others.filter((other) => other !== node)).size * 2 >= count - 1
}
