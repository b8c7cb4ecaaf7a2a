import type { Slip } from './slips.ts'
import type { Message } from './wire/message.ts'

/** One life of a node under test, however it is run. */
export interface ClusterNode {
  readonly name: string
  /** Fulfilled when it is gone, whoever ended it. */
  readonly ended: Promise<void>
  deliver(message: Message): void
  pause(): void
  resume(): void
  /** Lets it end within its next step that saves something, and calls back then. Only where time is virtual. */
  crashWithin?(share: number, crashed: () => void): void
  /** Whether it has used the processor since it was last asked, or queues for it. Only where time is real. */
  isBusy?(): boolean
  /** What it has written since its last newline. Only where time is real. */
  unfinished?(): string
  /** Ends it with all that it started. */
  kill(): Promise<void>
  /** What it wrote to stderr. */
  log(): string
}

/** What a node does, as its cluster is told. */
export interface NodeEvents {
  readonly onMessage: (message: Message) => void
  readonly onSlip: (slip: Slip) => void
}

/** Begins a life of the node of this name. */
export type StartNode = (name: string, events: NodeEvents) => Promise<ClusterNode>
