import type { Timeline } from '../timeline.ts'
import type { Activity } from './activity.ts'
import { aimedAt } from './aim.ts'
import type { ClusterFault, Victim } from './fault.ts'

const US_PER_MS = 1000

/** What a fault met when it struck. */
export interface Strike {
  /** What was done; where it was aimed, at whom and when that came to be. */
  readonly fault: ClusterFault
  /** Operations that were under way. */
  readonly inFlight: number
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
        else this.#lurk(fault, fault.aim.afterMessages)
      }),
    )
  }

  /** Ends all faults; no more begin. */
  stop(): void {
    for (const cancel of this.#cancels) cancel()
    for (const fault of [...this.#active]) this.#heal(fault)
  }

  /** Waits for the moment that an aimed fault waits for; it is given up when its time is over. */
  #lurk(fault: ClusterFault, afterMessages: number): void {
    const { activity, nodes, timeline } = this.#options
    const target = activity.busiest(nodes)
    if (target === undefined) return
    let left = afterMessages
    const end = activity.listen(({ what, message }) => {
      if (what !== 'received' || message.dest !== target) return
      left -= 1
      if (left > 0) return
      end()
      const fromMs = (timeline.nowUs() - this.#beganUs + 1) / US_PER_MS
      // A microsecond later: by then what the node did about the message is on its way.
      this.#cancels.push(timeline.after(1, () => this.#strike({ ...aimedAt(fault, target, nodes), fromMs })))
    })
    this.#cancels.push(end, timeline.after((fault.toMs - fault.fromMs) * US_PER_MS, end))
  }

  #strike(fault: ClusterFault): void {
    const { timeline, inFlight } = this.#options
    const leftUs = this.#beganUs + fault.toMs * US_PER_MS - timeline.nowUs()
    this.strikes.push({ fault, inFlight: inFlight() })
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
