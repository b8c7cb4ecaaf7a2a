import type { Fault, NodeId } from './fault.ts'

/** What a node looks like to somebody who watches. */
export interface NodeView {
  /** One word, such as `leader`. */
  readonly role: string
  /** Numbers worth seeing, in order, such as `term 3`. */
  readonly fields: Readonly<Record<string, string | number>>
  /** Its log or store, an entry each, oldest first. */
  readonly log?: readonly string[]
}

export type NodeStatus = 'up' | 'down' | 'paused'

/** How a node was from `atUs` on. */
export interface NodeChange {
  readonly atUs: number
  readonly node: NodeId
  readonly status: NodeStatus
  readonly view: NodeView
}

export interface TracedMessage {
  readonly from: NodeId
  readonly to: NodeId
  readonly sentUs: number
  /** When it arrived or would have arrived. */
  readonly arrivesUs: number
  /** Why it never was handled; undefined when it was, or when it was still on its way at the end. */
  lost?: 'network' | 'partition' | 'receiver-down'
  readonly text: string
}

/** Something worth telling: a node changed its mind, a fault began or ended, a client got an answer. */
export interface Note {
  readonly atUs: number
  /** -1 for what happens to the whole cluster. */
  readonly node: NodeId
  readonly text: string
  readonly kind: 'node' | 'fault' | 'client' | 'violation'
}

/** All that a screen or a diagram shows of one run; kept only on request, because it takes time and room. */
export interface Trace {
  readonly nodes: readonly { readonly name: string; readonly role: string }[]
  readonly changes: readonly NodeChange[]
  readonly messages: readonly TracedMessage[]
  readonly notes: readonly Note[]
  readonly faults: readonly Fault[]
  /** From when on all faults are over; undefined when the run has no such phase. */
  readonly healUs: number | undefined
  readonly endUs: number
  /** The run was longer than a trace may be; it ends before the run. */
  readonly truncated: boolean
}
