import type { NodeId } from '../fault.ts'
import type { NodeChange, NodeView, TracedMessage } from '../trace.ts'
import type { Hosts } from './hosts.ts'
import type { ClusterSetup, Message } from './model.ts'

/** More would not fit a screen or a diagram, nor anybody's patience. */
const MOST_MESSAGES = 200_000

/**
 * What a screen or a diagram shows: every message, and how every node looked. To ask nodes for their
 * looks after each event takes many times as long as the events, so that a run is filmed only when
 * somebody wants to see it, by running it again.
 */
export class Film {
  readonly changes: NodeChange[] = []
  readonly messages: TracedMessage[] = []
  readonly #last: NodeChange[] = []
  /** By message: somebody got it, or a copy of it. */
  readonly #handled: boolean[] = []
  readonly #describe: ClusterSetup<never>['describe']

  constructor({ describe }: Pick<ClusterSetup<never>, 'describe'>) {
    this.#describe = describe
  }

  /** Later messages were left out. */
  get isFull(): boolean {
    return this.messages.length >= MOST_MESSAGES
  }

  /** A node handles the message; -1 when it handles something else. */
  step(message: number): void {
    const cause = this.messages[message]
    if (cause === undefined) return
    this.#handled[message] = true
    // A copy of it had found nobody.
    delete cause.lost
  }

  /** Gives the number by which the message is known from then on; -1 when the film is full. */
  sent(
    way: Omit<TracedMessage, 'text' | 'lost'>,
    message: Message,
    lost: 'network' | 'partition' | undefined,
  ): number {
    if (this.isFull) return -1
    const sent = { ...way, text: this.#describe?.(message) ?? message.type }
    this.messages.push(lost === undefined ? sent : { ...sent, lost })
    return this.#handled.push(false) - 1
  }

  /** It found its receiver down. */
  neverHandled(message: number): void {
    const sent = this.messages[message]
    if (sent !== undefined && !this.#handled[message]) sent.lost = 'receiver-down'
  }

  /** Keeps the look of a node when it is not what it was. */
  look(atUs: number, node: NodeId, hosts: Hosts): void {
    const view = hosts.nodes[node]?.view?.() ?? { role: '', fields: {} }
    const status = hosts.status(node)
    const last = this.#last[node]
    if (last !== undefined && last.status === status && sameView(last.view, view)) return
    const change = { atUs, node, status, view }
    this.#last[node] = change
    this.changes.push(change)
  }
}

/** This is asked after every event, so that it must be cheaper than comparing texts of both. */
function sameView(a: NodeView, b: NodeView): boolean {
  return a.role === b.role && sameFields(a.fields, b.fields) && sameLog(a.log, b.log)
}

function sameFields(a: NodeView['fields'], b: NodeView['fields']): boolean {
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name])
}

function sameLog(a: NodeView['log'], b: NodeView['log']): boolean {
  if (a === undefined || b === undefined) return a === b
  if (a.length !== b.length) return false
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false
  return true
}
