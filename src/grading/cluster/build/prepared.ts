import type { Fault } from '../../fault.ts'
import type { NodeProgram } from '../real/node-process.ts'

export interface PreparedNode {
  readonly program: NodeProgram
  /** Removes what was built. */
  dispose(): void
}

/** As processes among others, or one event at a time (docs/node-protocol.md). */
export type NodeMode = 'real' | 'steps'

export interface NodeSource {
  /** The learner's file, absolute. */
  readonly file: string
  readonly mode: NodeMode
  /** What runs or compiles it, with its leading arguments. */
  readonly found: readonly string[]
}

export type Prepare = (source: NodeSource) => Promise<PreparedNode | Fault>
