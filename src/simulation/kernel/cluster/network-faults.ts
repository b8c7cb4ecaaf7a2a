import type { BadLink, Clog, Drop, NodeId, Partition } from '../fault.ts'

type NetworkFault = Partition | BadLink | Clog | Drop

/** What the faults of the moment do to one message. */
export interface Passage {
  lost: 'network' | 'partition' | undefined
  loss: number
  duplicate: number
  delayUs: number
  reorderUs: number
  /** It does not leave before this. */
  notBeforeUs: number
}

interface Active {
  readonly fault: NetworkFault
  readonly from: Uint8Array
  readonly to: Uint8Array
  /** How many messages a `drop` has still to lose. */
  left: number
}

/** The network faults that act now. Mostly none, seldom more than three. */
export class NetworkFaults {
  /** No fault acts now. Asked for every message. */
  none = true
  readonly #size: number
  #active: Active[] = []
  /** The one passage that is handed out again and again. */
  readonly #passage: Passage = {
    lost: undefined,
    loss: 0,
    duplicate: 0,
    delayUs: 0,
    reorderUs: 0,
    notBeforeUs: 0,
  }

  constructor(size: number) {
    this.#size = size
  }

  begin(fault: NetworkFault): void {
    const left = fault.kind === 'drop' ? fault.count : 0
    this.#active.push({ fault, from: this.#setOf(fault, 'from'), to: this.#setOf(fault, 'to'), left })
    this.none = false
  }

  end(fault: NetworkFault): void {
    this.#active = this.#active.filter((active) => active.fault !== fault)
    this.none = this.#active.length === 0
  }

  /** Valid until the next call. */
  passage(from: NodeId, to: NodeId): Passage {
    const passage = this.#passage
    passage.lost = undefined
    passage.loss = 0
    passage.duplicate = 0
    passage.delayUs = 0
    passage.reorderUs = 0
    passage.notBeforeUs = 0
    for (const active of this.#active) this.#apply(active, from, to, passage)
    return passage
  }

  #apply(active: Active, from: NodeId, to: NodeId, passage: Passage): void {
    const { fault } = active
    if (fault.kind === 'partition') {
      const fromSide = active.from[from] === 1
      const crosses = fromSide !== (active.from[to] === 1)
      if (crosses && (fromSide || !fault.oneWay)) passage.lost = 'partition'
      return
    }
    if (active.from[from] === 0 || active.to[to] === 0) return
    if (fault.kind === 'clog') {
      passage.notBeforeUs = Math.max(passage.notBeforeUs, fault.atUs + fault.durationUs)
    } else if (fault.kind === 'drop') {
      if (active.left > 0) passage.lost = 'network'
      active.left -= 1
    } else worsen(passage, fault)
  }

  #setOf(fault: NetworkFault, end: 'from' | 'to'): Uint8Array {
    const nodes = fault.kind === 'partition' ? fault.side : fault[end]
    const set = new Uint8Array(this.#size)
    if (nodes === undefined) return set.fill(1)
    for (const node of typeof nodes === 'number' ? [nodes] : nodes) set[node] = 1
    return set
  }
}

function worsen(passage: Passage, fault: BadLink): void {
  passage.loss = 1 - (1 - passage.loss) * (1 - (fault.loss ?? 0))
  passage.duplicate = 1 - (1 - passage.duplicate) * (1 - (fault.duplicate ?? 0))
  passage.delayUs += fault.delayUs ?? 0
  passage.reorderUs += fault.reorderUs ?? 0
}
