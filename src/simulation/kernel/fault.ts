/** Nodes are numbered from 0. */
export type NodeId = number

/** What a crash leaves: all, all but the writes since the last sync, or nothing. */
export type DiskAfterCrash = 'kept' | 'unsynced-lost' | 'wiped'

interface Lasting {
  /** Microseconds from the start of the run. */
  readonly atUs: number
  /** After this it is over: the node restarts, the partition heals. */
  readonly durationUs: number
}

/** The process ends, and starts again when the fault is over. What was only in memory is gone. */
export interface Crash extends Lasting {
  readonly kind: 'crash'
  readonly node: NodeId
  readonly disk: DiskAfterCrash
}

/** The process stands still, as in a long garbage collection: what reaches it waits, timers ring late. */
export interface Pause extends Lasting {
  readonly kind: 'pause'
  readonly node: NodeId
}

/** Every message to the node takes `byUs` longer. */
export interface Slow extends Lasting {
  readonly kind: 'slow'
  readonly node: NodeId
  readonly byUs: number
}

/** The node's clock is `byUs` ahead (behind, if negative) of what it would show. */
export interface ClockSkew extends Lasting {
  readonly kind: 'clock-skew'
  readonly node: NodeId
  readonly byUs: number
}

/** The node's clock, and its timers with it, run fast by `ppm` millionths (slow, if negative). */
export interface ClockDrift extends Lasting {
  readonly kind: 'clock-drift'
  readonly node: NodeId
  readonly ppm: number
}

/** Writes are refused; a node that must write and cannot, stops until there is space again. */
export interface DiskFull extends Lasting {
  readonly kind: 'disk-full'
  readonly node: NodeId
}

/** No message passes between `side` and the others; with `oneWay`, none from `side` to the others. */
export interface Partition extends Lasting {
  readonly kind: 'partition'
  readonly side: readonly NodeId[]
  readonly oneWay?: boolean
}

/** Links of the nodes `from` to the nodes `to` (all, where left out) become worse. */
export interface BadLink extends Lasting {
  readonly kind: 'link'
  readonly from?: readonly NodeId[]
  readonly to?: readonly NodeId[]
  /** Probability that a message is lost. */
  readonly loss?: number
  /** Probability that a message arrives twice. */
  readonly duplicate?: number
  readonly delayUs?: number
  /** Each message is held back by up to this much more, so that later ones overtake it. */
  readonly reorderUs?: number
}

/** Messages from one node to another wait until the fault is over; then all arrive. */
export interface Clog extends Lasting {
  readonly kind: 'clog'
  readonly from: NodeId
  readonly to: NodeId
}

/** The next `count` messages from one node to another are lost; those that come while the fault lasts. */
export interface Drop extends Lasting {
  readonly kind: 'drop'
  readonly from: NodeId
  readonly to: NodeId
  readonly count: number
}

/** No fault but a wave: `count` further client operations, evenly over the duration. */
export interface Load extends Lasting {
  readonly kind: 'load'
  readonly count: number
}

/** One thing that goes wrong, as data: it can be written to a file, replayed, shrunk. */
export type Fault =
  | Crash
  | Pause
  | Slow
  | ClockSkew
  | ClockDrift
  | DiskFull
  | Partition
  | BadLink
  | Clog
  | Drop
  | Load

export type FaultKind = Fault['kind']

/**
 * A fault that waits for the model: it strikes the node at which `moment` happens for the `nth`
 * time (counted from 1, over all nodes), `afterUs` (at least 1) later. `isolate` cuts the node off.
 */
export interface FaultRule {
  readonly kind: 'when'
  readonly moment: string
  readonly nth: number
  readonly strike: 'crash' | 'pause' | 'isolate'
  readonly disk?: DiskAfterCrash
  readonly afterUs: number
  readonly durationUs: number
}
