/** Total-order broadcast by a fixed sequencer (Defago, Schiper and Urban 2004, section 4.1; Kaashoek and Tanenbaum 1991). */

import { type Message, Node, run } from './compendium-node.mjs'

const RETRY_MS = 150

type Request = Message<{ message: unknown }>

interface Entry {
  readonly id: string
  readonly value: unknown
}

class TotalOrderBroadcast extends Node {
  /** What this node has delivered. At the sequencer that is the order itself. */
  readonly delivered: Entry[] = []
  /** Requests that are in the log. */
  readonly ordered = new Set<string>()
  /** Requests of clients of this node that are not in its log yet. */
  readonly pending = new Map<string, Request>()

  override onStart(): void {
    for (;;) {
      const entry = this.load<Entry>(`entry ${this.delivered.length}`)
      if (entry === undefined) break
      this.delivered.push(entry)
      this.ordered.add(entry.id)
    }
    this.every('retry', RETRY_MS)
  }

  get sequencer(): string {
    return this.nodes[0] ?? this.id
  }

  onBroadcast(request: Request): void {
    // A name that no other request ever has: so the sequencer knows one that comes twice.
    const id = `${request.src} ${request.body.msg_id}`
    this.pending.set(id, request)
    this.order(id, request)
  }

  order(id: string, request: Request): void {
    this.send(this.sequencer, { type: 'order', id, value: request.body.message })
  }

  onOrder({ body: { id, value } }: Message<Entry>): void {
    if (this.ordered.has(id)) return
    const from = this.delivered.length
    this.deliver({ id, value })
    for (const node of this.others)
      this.send(node, { type: 'entries', from, entries: this.delivered.slice(from) })
  }

  onEntries({ body: { from, entries } }: Message<{ from: number; entries: Entry[] }>): void {
    // Only what comes next: a gap is not skipped, what is here is not taken twice.
    if (from > this.delivered.length) return
    for (const entry of entries.slice(this.delivered.length - from)) this.deliver(entry)
  }

  deliver(entry: Entry): void {
    this.save(`entry ${this.delivered.length}`, entry)
    this.delivered.push(entry)
    this.ordered.add(entry.id)
    const request = this.pending.get(entry.id)
    if (request === undefined) return
    this.pending.delete(entry.id)
    this.reply(request, { type: 'broadcast_ok' })
  }

  // What was lost: asked for again and again.

  override onTimer(): void {
    for (const [id, request] of this.pending) this.order(id, request)
    if (this.id !== this.sequencer) this.send(this.sequencer, { type: 'fetch', from: this.delivered.length })
  }

  onFetch({ src, body: { from } }: Message<{ from: number }>): void {
    const entries = this.delivered.slice(from)
    if (entries.length > 0) this.send(src, { type: 'entries', from, entries })
  }

  onRead(request: Message): void {
    this.reply(request, { type: 'read_ok', messages: this.delivered.map(({ value }) => value) })
  }
}

run(TotalOrderBroadcast)
