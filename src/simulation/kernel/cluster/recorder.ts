import type { Fault, NodeId } from '../fault.ts'
import type { Note } from '../trace.ts'
import type { Hosts } from './hosts.ts'
import type { Message } from './model.ts'

/** Writes down what happens in a run. It never influences the run. */
export interface Recorder {
  /** A node begins to handle something; `cause` is what `sent` gave for a message, -1 for all else. */
  step(node: NodeId, cause: number): void
  /** Gives the number by which the message is known from then on. `lost`: why it will not arrive. */
  sent(
    from: NodeId,
    to: NodeId,
    message: Message,
    sentUs: number,
    arrivesUs: number,
    lost: 'network' | 'partition' | undefined,
  ): number
  /** The message found its receiver down. */
  neverHandled(sent: number): void
  fault(atUs: number, fault: Fault, begins: boolean): void
  note(atUs: number, node: NodeId, text: string, kind: Note['kind']): void
  /** Something may have changed in a node. */
  look(atUs: number, node: NodeId, hosts: Hosts): void
  /** The notes that may have led to the state of `nodes` now. */
  past(nodes: readonly NodeId[]): Note[]
}
