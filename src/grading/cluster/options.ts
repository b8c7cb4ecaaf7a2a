import type { FaultKind } from './faults/fault.ts'
import type { Latency } from './network/latency.ts'
import type { TopologyName } from './network/topology.ts'

/** How a cluster is run and what is asked of it. */
export interface ClusterOptions {
  /** Processes among others, in the machine's own time; or one event after the other, in virtual time. */
  readonly time: 'real' | 'virtual'
  /** How many seeds are tried, from `seed` on. In real time one. */
  readonly seeds: number
  /** In place of runs: everything that can happen is looked at, up to so many states. In virtual time. */
  readonly explore?: number
  readonly workload: string
  readonly nodeCount: number
  /** Names of the nodes, where they are not `n0`, `n1`, ... */
  readonly nodeNames?: readonly string[]
  /** How long clients ask, milliseconds. */
  readonly timeLimitMs: number
  /** Operations a second, of all clients together. */
  readonly rate: number
  /** How many clients ask at a time; at least what the workload needs. */
  readonly concurrency?: number
  readonly latency: Latency
  /** Probabilities that a message between nodes is lost, or arrives twice. */
  readonly loss: number
  readonly duplication: number
  readonly nemesis: readonly FaultKind[]
  readonly nemesisIntervalMs: number
  readonly topology: TopologyName
  readonly seed: number
  /** How long the cluster has after all faults before the last reads, milliseconds. */
  readonly settleMs: number
  /** Share of operations that must succeed; undefined: any. */
  readonly availability?: number
  /** Which consistency to judge by, when not the workload's own. */
  readonly consistency?: string
  readonly maxTxnLength: number
  readonly maxWritesPerKey: number
  readonly keyCount?: number
  /** What a run may cost; undefined: anything. */
  readonly targets?: Targets
}

/** What a right program may cost in a run. */
export interface Targets {
  /** Messages between servers for each operation that clients asked. */
  readonly messagesPerOperation?: number
  /** Until an element that was added is seen by every later read, milliseconds. */
  readonly stableLatencyMs?: Readonly<Partial<Record<LatencyShare, number>>>
}

export type LatencyShare = 'p50' | 'p95' | 'p99' | 'max'

/** Maelstrom's defaults, but for time: what goes wrong goes wrong in the first seconds, and a learner waits. */
export const DEFAULTS: ClusterOptions = {
  time: 'real',
  seeds: 1,
  workload: 'lin-kv',
  nodeCount: 5,
  timeLimitMs: 10_000,
  rate: 20,
  latency: { meanMs: 0, distribution: 'constant' },
  loss: 0,
  duplication: 0,
  nemesis: [],
  nemesisIntervalMs: 3000,
  topology: 'grid',
  seed: 1,
  settleMs: 10_000,
  maxTxnLength: 4,
  maxWritesPerKey: 16,
}

/** The names of the nodes of a run: Maelstrom's, unless others were given. */
export function nodeNamesOf({ nodeNames, nodeCount }: ClusterOptions): readonly string[] {
  return nodeNames ?? Array.from({ length: nodeCount }, (_, at) => `n${at}`)
}

/** In virtual time a run takes a moment, so that many seeds are tried; and where nothing takes time nothing overtakes. */
export const VIRTUAL_DEFAULTS: ClusterOptions = {
  ...DEFAULTS,
  time: 'virtual',
  seeds: 20,
  latency: { meanMs: 10, distribution: 'exponential' },
}
