/** Whom a shot hits: all but the first are seen only when it strikes. */
export type Target =
  /** Whoever was drawn. */
  | 'drawn'
  /** The node that says most to the others: very often the one that leads. */
  | 'busiest'
  /** The first other node that has said more than so much since the last shot: it takes over, or is about to. */
  | 'successor'
  /** The next that says something to most of the others at once, and is not the busiest: a candidate, or a coordinator. */
  | 'speaker'
  /** The next that answers a node that is not the busiest: it gave its vote, or acknowledged. */
  | 'answerer'
  /** The one that was hit by the last shot, if that does not stand once it is over. */
  | 'same'

/** How an aimed partition parts the node it hits. */
export type Side =
  | 'alone'
  /** Together with one other, where that is a minority. */
  | 'with-one'
  /** It is heard, but hears nobody. */
  | 'deaf'
  /** It hears, but nobody hears it. */
  | 'mute'
  /** From one other alone, the busiest if it can be: all others hear both. */
  | 'from-one'
  /** From nobody: the others are parted in two halves that both hear it (Jepsen's bridge). */
  | 'bridge'
  /** From the services alone, where nodes use them. */
  | 'unserved'

/** One strike of an aimed fault. */
export interface Shot {
  readonly at: Target
  /** It waits for so many messages, so that it strikes amid work: to the node it hits, by a successor, or answers. */
  readonly afterMessages: number
  /**
   * It is over so long after it struck. One without stands until the next without strikes, or the fault is over. With 0
   * nobody is hit: what stood is over then.
   */
  readonly lastsMs?: number
  readonly midStep?: number
  /** It kills, though its fault is of another kind. */
  readonly kills?: true
}

/**
 * Where and when a fault strikes that is not drawn at random alone: one shot after the other, each when what it waits for
 * happens. What they come to is a list of faults without this.
 */
export interface Aim {
  readonly shots: readonly Shot[]
  readonly side?: Side
  /** The side that is cut off is cut off from the services too, where nodes use them. */
  readonly isUnserved?: boolean
}

/** Something that goes wrong in a cluster for a while, as plain data: a run is repeated from its list of faults. */
export type ClusterFault = {
  readonly aim?: Aim

  /** Milliseconds since the clients began, and when it is over again. */
  readonly fromMs: number
  readonly toMs: number
} & (
  | {
      readonly kind: 'partition'
      /** Directed pairs `[from, to]` between which nothing gets through. */
      readonly cuts: readonly (readonly [string, string])[]
      /** How it looks: `n0 n1 | n2 n3 n4`. */
      readonly shape: string
    }
  | {
      readonly kind: 'kill'
      readonly nodes: readonly string[]
      /**
       * The first of them ends in the middle of the next step in which it saves something: when it has done the first thing
       * and this share of the others. Only in virtual time; elsewhere it is killed at once.
       */
      readonly midStep?: number
    }
  | { readonly kind: 'pause'; readonly nodes: readonly string[] }
  | { readonly kind: 'slow'; readonly nodes: readonly string[]; readonly times: number }
)

export const FAULT_KINDS = ['partition', 'kill', 'pause', 'slow'] as const
export type FaultKind = (typeof FAULT_KINDS)[number]

/** What a cluster lets be done to it. */
export interface Victim {
  cut(pairs: readonly (readonly [string, string])[]): void
  kill(node: string, midStep?: number): void
  restart(node: string): void
  pause(node: string): void
  resume(node: string): void
  slow(node: string, times: number): void
}

/** What a fault met when it struck. */
export interface Met {
  /** Operations that were under way. */
  readonly inFlight: number
  /** It hit the node that said most to the others: very often the one that leads. */
  readonly hitBusiest: boolean
}

/** A fault in words, for reports. Clients began to ask `zeroMs` after the run did, from which all times are told. */
export function faultText(fault: ClusterFault, zeroMs = 0, met?: Met): string {
  const seconds = (ms: number) => `${((zeroMs + ms) / 1000).toFixed(2)} s`
  const amid = met?.hitBusiest === true ? `, the busiest, with ${met.inFlight} operations under way` : ''
  const when = `from ${seconds(fault.fromMs)} to ${seconds(fault.toMs)}${amid}`
  if (fault.kind === 'partition') return `partition ${fault.shape} ${when}`
  const who = fault.nodes.join(', ')
  if (fault.kind === 'kill' && fault.midStep !== undefined) return `kill ${who} amid what it does ${when}`
  return fault.kind === 'slow' ? `${who} ${fault.times} times slower ${when}` : `${fault.kind} ${who} ${when}`
}
