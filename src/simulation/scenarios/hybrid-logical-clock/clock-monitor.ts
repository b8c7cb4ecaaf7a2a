import type { ClusterView, Monitor } from '../../kernel/cluster/model.ts'
import { type ClockNode, type ClockSettings, EPOCH_US, type Stamp, shown } from './clock-node.ts'
import { before, type Hybrid } from './clocks.ts'
import { Disorder } from './disorder.ts'

/**
 * Knows true time and which event brought about which. Happened-before is the transitive closure of
 * what follows on one node and of sending before receiving (Lamport 1978), and the order of timestamps
 * is transitive, so that these two kinds of pairs are all that must be looked at.
 */
export class ClockMonitor implements Monitor<ClockNode> {
  readonly #cluster: ClusterView<ClockNode>
  readonly #last: (Stamp | undefined)[] = []
  /** By node: the stamps that were looked at last. */
  readonly #seen: (readonly Stamp[])[] = []
  readonly #sent = new Map<number, Stamp>()
  readonly #nodes: number
  /** How many events have had this hybrid time. */
  readonly #sameTime = new Map<number, number>()
  readonly #disorder: Disorder
  /** The most that a physical clock was ahead of true time, and wrong at all. */
  #mostAheadUs = Number.NEGATIVE_INFINITY
  #clockErrorUs = 0
  #events = 0
  #receives = 0
  #reversed = 0
  #leadUs = 0
  #mostLeadUs = 0
  #mostCounter = 0

  constructor(cluster: ClusterView<ClockNode>, { nodes }: ClockSettings, apartUs: number) {
    this.#cluster = cluster
    this.#nodes = nodes
    this.#disorder = new Disorder(nodes, apartUs)
  }

  after({ stamps }: ClockNode, id: number): void {
    if (this.#seen[id] === stamps) return
    this.#seen[id] = stamps
    for (const stamp of stamps) this.#happened(stamp, id)
  }

  metrics(): Record<string, number> {
    const share = (count: number, of: number) => (of === 0 ? Number.NaN : count / of)
    return {
      events: this.#events,
      reversed: this.#reversed,
      reversed_share: share(this.#reversed, this.#receives),
      clock_error: this.#clockErrorUs / 1000,
      hybrid_lead: share(this.#leadUs, this.#events) / 1000,
      most_hybrid_lead: this.#mostLeadUs / 1000,
      most_counter: this.#mostCounter,
      ...this.#disorder.metrics(),
    }
  }

  #happened(stamp: Stamp, id: number): void {
    this.#events += 1
    this.#measure(stamp)
    this.#followsOwn(stamp, id)
    if (stamp.sentIn >= 0) this.#followsSending(stamp, id)
    this.#staysClose(stamp, id)
    this.#counts(stamp.hybrid, id)
    this.#disorder.add(stamp, this.#cluster.nowUs, id)
    this.#sent.set(stamp.event, stamp)
    this.#last[id] = stamp
  }

  #measure({ pt, hybrid }: Stamp): void {
    const aheadUs = pt - EPOCH_US - this.#cluster.nowUs
    this.#mostAheadUs = Math.max(this.#mostAheadUs, aheadUs)
    this.#clockErrorUs = Math.max(this.#clockErrorUs, Math.abs(aheadUs))
    const leadUs = hybrid.l - pt
    this.#leadUs += leadUs
    this.#mostLeadUs = Math.max(this.#mostLeadUs, leadUs)
    this.#mostCounter = Math.max(this.#mostCounter, hybrid.c)
  }

  #followsOwn({ hybrid }: Stamp, id: number): void {
    const last = this.#last[id]
    if (last === undefined || before(last.hybrid, hybrid)) return
    this.#cluster.violated(
      'monotone',
      `node ${id} stamps an event ${name(hybrid)} after one that it stamped ${name(last.hybrid)}`,
      [id],
    )
  }

  #followsSending({ sentIn, hybrid, pt }: Stamp, id: number): void {
    const sent = this.#sent.get(sentIn)
    if (sent === undefined) return
    this.#receives += 1
    if (pt <= sent.pt) this.#reversed += 1
    if (before(sent.hybrid, hybrid)) return
    const sender = sentIn % this.#nodes
    this.#cluster.violated(
      'causality',
      `node ${id} stamps a message ${name(hybrid)} that node ${sender} sent at ${name(sent.hybrid)}`,
      [id, sender],
    )
  }

  /** Theorems 2 and 3: l is at least the node's own reading, and is the reading of some clock in its past. */
  #staysClose({ pt, hybrid }: Stamp, id: number): void {
    if (hybrid.l < pt) {
      this.#cluster.violated(
        'not-behind',
        `node ${id} has hybrid time ${name(hybrid)} when its clock shows ${shown(pt)}`,
        [id],
      )
    }
    const leadUs = hybrid.l - EPOCH_US - this.#cluster.nowUs
    if (leadUs <= this.#mostAheadUs) return
    this.#cluster.violated(
      'close',
      `the hybrid time ${name(hybrid)} of node ${id} is ${(leadUs / 1000).toFixed(1)} ms ahead of true time, and no clock was more than ${(this.#mostAheadUs / 1000).toFixed(1)} ms ahead`,
      [id],
    )
  }

  /** The paper bounds c by the events of the past with the same l; all earlier ones are at least those. */
  #counts(hybrid: Hybrid, id: number): void {
    // Small numbers make quick keys.
    const time = hybrid.l - EPOCH_US
    const earlier = this.#sameTime.get(time) ?? 0
    this.#sameTime.set(time, earlier + 1)
    if (hybrid.c <= earlier) return
    this.#cluster.violated(
      'counter-bound',
      `node ${id} counts to ${hybrid.c} in ${name(hybrid)}, but only ${earlier} events had this time before`,
      [id],
    )
  }
}

function name({ l, c }: Hybrid): string {
  return `${shown(l)}.${c}`
}
