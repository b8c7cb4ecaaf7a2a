import type { Timeline } from '../timeline.ts'
import type { ClusterFault, Victim } from './fault.ts'

const US_PER_MS = 1000

/** What a fault met when it struck. */
export interface Strike {
  readonly fault: ClusterFault
  /** Operations that were under way. */
  readonly inFlight: number
}

/** Does the faults of a schedule to a cluster, each for its time. */
export class Nemesis {
  readonly strikes: Strike[] = []
  readonly #timeline: Timeline
  readonly #victim: Victim
  readonly #inFlight: () => number
  #active: ClusterFault[] = []
  #cancels: (() => void)[] = []

  constructor(timeline: Timeline, victim: Victim, inFlight: () => number) {
    this.#timeline = timeline
    this.#victim = victim
    this.#inFlight = inFlight
  }

  start(faults: readonly ClusterFault[]): void {
    this.#cancels = faults.flatMap((fault) => [
      this.#timeline.after(fault.fromMs * US_PER_MS, () => this.#strike(fault)),
      this.#timeline.after(fault.toMs * US_PER_MS, () => this.#heal(fault)),
    ])
  }

  /** Ends all faults; no more begin. */
  stop(): void {
    for (const cancel of this.#cancels) cancel()
    for (const fault of [...this.#active]) this.#heal(fault)
  }

  #strike(fault: ClusterFault): void {
    this.strikes.push({ fault, inFlight: this.#inFlight() })
    const before = this.#active
    this.#active = [...before, fault]
    if (fault.kind === 'partition') {
      this.#cut()
      return
    }
    for (const node of fault.nodes) {
      if (fault.kind === 'slow') this.#victim.slow(node, fault.times)
      else if (isHit(before, fault.kind, node)) continue
      else if (fault.kind === 'pause') this.#victim.pause(node)
      else if (node === fault.nodes[0]) this.#victim.kill(node, fault.midStep)
      else this.#victim.kill(node)
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
      if (fault.kind === 'slow') this.#victim.slow(node, 1)
      else if (fault.kind === 'kill') this.#victim.restart(node)
      else this.#victim.resume(node)
    }
  }

  #cut(): void {
    this.#victim.cut(this.#active.flatMap((fault) => (fault.kind === 'partition' ? fault.cuts : [])))
  }
}

function isHit(active: readonly ClusterFault[], kind: ClusterFault['kind'], node: string): boolean {
  return active.some((one) => one.kind === kind && one.kind !== 'partition' && one.nodes.includes(node))
}
