/** Where a fault strikes that is not drawn at random alone. What it comes to when it strikes is a fault without this. */
export interface Aim {
  /** It hits the node that says most to the others: very often the one that leads. */
  readonly at: 'busiest'
  /** It waits until so many more messages have come to that node, so that it strikes amid work. */
  readonly afterMessages: number
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

/** A fault in words, for reports. Clients began to ask `zeroMs` after the run did, from which all times are told. */
export function faultText(fault: ClusterFault, zeroMs = 0): string {
  const seconds = (ms: number) => `${((zeroMs + ms) / 1000).toFixed(2)} s`
  const when = `from ${seconds(fault.fromMs)} to ${seconds(fault.toMs)}`
  if (fault.kind === 'partition') return `partition ${fault.shape} ${when}`
  const who = fault.nodes.join(', ')
  if (fault.kind === 'kill' && fault.midStep !== undefined) return `kill ${who} amid what it does ${when}`
  return fault.kind === 'slow' ? `${who} ${fault.times} times slower ${when}` : `${fault.kind} ${who} ${when}`
}
