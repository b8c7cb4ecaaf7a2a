import type { HistoryEvent } from '../../history/operation.ts'
import type { Strike } from './faults/nemesis.ts'
import type { LeftOut } from './network/journal.ts'
import type { Passed } from './network/network.ts'
import type { Slip } from './slips.ts'
import type { MessageCounts } from './statistics.ts'

/** What was seen of a cluster, before it is judged. */
export interface ClusterRun {
  readonly nodes: readonly string[]
  readonly events: readonly HistoryEvent[]
  readonly slips: readonly Slip[]
  readonly slipCount: number
  /** How often it was a client's turn to ask. */
  readonly turns: number
  readonly strikes: readonly Strike[]
  /** When clients began to ask: times of faults count from here. */
  readonly loadFromUs: number
  readonly messages: MessageCounts
  /** What passed on the network, the first and the last of it. */
  readonly passed: readonly Passed[]
  /** What of it was not kept, where it was too much. */
  readonly leftOut?: LeftOut
  /** Sentences on what no rule forbids and a learner should know. */
  readonly remarks?: readonly string[]
  /** What each node wrote to stderr. */
  readonly logs: ReadonlyMap<string, string>
}

/** Told of a run while it goes on. */
export interface RunListener {
  /** All that passes on the network. */
  readonly onPassed?: (passed: Passed) => void
  /** Each line that a node writes to stderr, without its newline. */
  readonly onLog?: (node: string, line: string) => void
}
