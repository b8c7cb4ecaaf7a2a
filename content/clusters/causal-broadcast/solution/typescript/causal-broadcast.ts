/** Causal broadcast by vector clocks (Birman, Schiper and Stephenson 1991), with gossip for what gets lost. */

import { type Message, Node, run } from './compendium-node.mjs'

const GOSSIP_MS = 150

/** Of each node, how many of its messages. */
type Clock = Record<string, number>

interface Told {
  readonly sender: string
  readonly clock: Clock
  readonly value: unknown
}

const countOf = (clock: Clock, node: string): number => clock[node] ?? 0

class CausalBroadcast extends Node {
  /** How many messages of each node this one has delivered. */
  readonly clock: Clock = {}
  /** What it has delivered, in this order. */
  readonly delivered: Told[] = []
  /** What has come too early. */
  waiting: Told[] = []

  override onStart(): void {
    for (const node of this.nodes) this.clock[node] = 0
    for (;;) {
      const told = this.load<Told>(`message ${this.delivered.length}`)
      if (told === undefined) break
      this.delivered.push(told)
      this.clock[told.sender] = countOf(this.clock, told.sender) + 1
    }
    this.every('gossip', GOSSIP_MS)
  }

  onBroadcast(request: Message<{ message: unknown }>): void {
    // The clock says what this message may depend on: all that its sender has delivered, its own messages among that.
    const clock = { ...this.clock, [this.id]: countOf(this.clock, this.id) + 1 }
    const told = { sender: this.id, clock, value: request.body.message }
    this.deliver(told)
    this.reply(request, { type: 'broadcast_ok' })
    for (const node of this.others) this.send(node, { type: 'messages', messages: [told] })
  }

  onMessages({ body }: Message<{ messages: Told[] }>): void {
    this.waiting.push(...body.messages)
    // Each that is delivered may be what others wait for.
    for (;;) {
      const ready = this.waiting.find((told) => this.isNext(told))
      if (ready !== undefined) this.deliver(ready)
      this.waiting = this.waiting.filter((told) => !this.isOld(told))
      if (ready === undefined) return
    }
  }

  /** The next one of its sender, when all that it may depend on is here (section 5.1). */
  isNext({ sender, clock }: Told): boolean {
    return Object.entries(clock).every(([node, count]) => {
      const mine = countOf(this.clock, node)
      return node === sender ? count === mine + 1 : count <= mine
    })
  }

  isOld({ sender, clock }: Told): boolean {
    return countOf(clock, sender) <= countOf(this.clock, sender)
  }

  deliver(told: Told): void {
    this.save(`message ${this.delivered.length}`, told)
    this.delivered.push(told)
    this.clock[told.sender] = countOf(this.clock, told.sender) + 1
  }

  // What was lost: each tells the others how far it is, and gets what it lacks.

  override onTimer(): void {
    for (const node of this.others) this.send(node, { type: 'have', clock: this.clock })
  }

  onHave({ src, body }: Message<{ clock: Clock }>): void {
    const missing = this.delivered.filter(
      ({ sender, clock }) => countOf(clock, sender) > countOf(body.clock, sender),
    )
    if (missing.length > 0) this.send(src, { type: 'messages', messages: missing })
  }

  onRead(request: Message): void {
    this.reply(request, { type: 'read_ok', messages: this.delivered.map(({ value }) => value) })
  }
}

run(CausalBroadcast)
