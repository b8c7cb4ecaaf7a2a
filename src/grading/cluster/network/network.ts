import type { Timeline } from '../timeline.ts'
import type { Message } from '../wire/message.ts'
import type { Links } from './links.ts'

/** Takes what has arrived. */
export type Receiver = (message: Message) => void

export type Passing = 'sent' | 'received' | 'lost' | 'cut'

/** One thing that happened to a message. */
export interface Passed {
  readonly what: Passing
  readonly atUs: number
  readonly message: Message
  /** Who sent it, where it says another: a node may hand on a request in the name of its client, or lie. */
  readonly from?: string
}

/** Who sent a message. Of a reply to a client that is who it says: the client knows no other. */
export function senderOf({ from, message }: Passed): string {
  return isClient(message.dest) ? message.src : (from ?? message.src)
}

export interface NetworkOptions {
  readonly timeline: Timeline
  readonly links: Links
  readonly observe: (passed: Passed) => void
}

/** A client of the harness; everything else, services included, is a server. Maelstrom: names that begin with c. */
export function isClient(name: string): boolean {
  return name.startsWith('c')
}

/** Carries messages between nodes, services and clients. Cuts are looked at when a message arrives, as in Maelstrom. */
export class Network {
  readonly #timeline: Timeline
  readonly #links: Links
  readonly #observe: (passed: Passed) => void
  readonly #receivers = new Map<string, Receiver>()
  /** `from>to` of what does not get through. */
  #cuts: ReadonlySet<string> = new Set()
  #count = 0
  #clients = 0

  constructor({ timeline, links, observe }: NetworkOptions) {
    this.#timeline = timeline
    this.#links = links
    this.#observe = observe
  }

  /** A name that no client has had before: `c0`, `c1`, ... */
  newClientName(): string {
    return `c${this.#clients++}`
  }

  attach(name: string, receiver: Receiver): void {
    this.#receivers.set(name, receiver)
  }

  detach(name: string): void {
    this.#receivers.delete(name)
  }

  /** From now on nothing of these directed pairs gets through; whatever was cut before does. */
  cut(pairs: Iterable<readonly [from: string, to: string]>): void {
    this.#cuts = new Set([...pairs].map(([from, to]) => `${from}>${to}`))
  }

  /**
   * Sends a message on its way. Without the `id` of the sender, which is ours to give. `from` is who sends it, where that
   * is another than who the message says it is: a node may hand on a request in the name of its client.
   */
  send({ src, dest, body }: Message, from: string = src): void {
    const message: Message = { id: this.#count++, src, dest, body }
    this.#tell('sent', message, from)
    const isNear = isClient(from) || isClient(dest)
    const delays = isNear ? [0] : this.#links.passage(from, dest)
    if (delays.length === 0) this.#tell('lost', message, from)
    for (const delayUs of delays) this.#timeline.after(delayUs, () => this.#arrive(message, from))
  }

  #arrive(message: Message, from: string): void {
    const receiver = this.#receivers.get(message.dest)
    const isCut = this.#cuts.has(`${from}>${message.dest}`)
    this.#tell(isCut ? 'cut' : receiver === undefined ? 'lost' : 'received', message, from)
    if (!isCut) receiver?.(message)
  }

  #tell(what: Passing, message: Message, from: string): void {
    const passed = { what, atUs: this.#timeline.nowUs(), message }
    this.#observe(from === message.src ? passed : { ...passed, from })
  }
}
