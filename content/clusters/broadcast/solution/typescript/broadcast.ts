/** Messages that reach every node, over links that delay, lose, repeat and cut. */

import { type Message, Node, run } from './compendium-node.mjs'

/** A message waits so long for others that go the same way. */
const BATCH_MS = 50

class Broadcast extends Node {
  readonly #messages = new Set<number>()
  readonly #unsent = new Map<string, number[]>()
  #neighbours: string[] = []
  #isWaiting = false

  override onStart(): void {
    // A star: two hops from anywhere to anywhere, and one batch a node. A ring or a line would need fewer links
    // of the middle node and many more hops; flooding along the given topology sends most messages twice.
    const [centre = this.id] = this.nodes
    this.#neighbours = this.id === centre ? this.others : [centre]
  }

  onTopology(message: Message): void {
    // A proposal, not an order.
    this.reply(message, { type: 'topology_ok' })
  }

  onBroadcast(message: Message<{ message: number }>): void {
    this.#learn([message.body.message], message.src)
    this.reply(message, { type: 'broadcast_ok' })
  }

  onRead(message: Message): void {
    this.reply(message, { type: 'read_ok', messages: [...this.#messages] })
  }

  onGossip(message: Message<{ messages: number[] }>): void {
    this.#learn(message.body.messages, message.src)
    // Also when all of it was known: without an answer the sender never stops.
    this.reply(message, { type: 'gossip_ok' })
  }

  #learn(messages: number[], source: string): void {
    // What is known already goes no further, or it would go round for ever.
    const fresh = messages.filter((one) => !this.#messages.has(one))
    for (const one of fresh) this.#messages.add(one)
    for (const node of this.#neighbours) {
      if (node !== source) this.#passOn(fresh, node)
    }
  }

  #passOn(messages: number[], node: string): void {
    if (messages.length === 0) return
    this.#unsent.set(node, [...(this.#unsent.get(node) ?? []), ...messages])
    if (this.#isWaiting) return
    this.#isWaiting = true
    this.setTimer('batch', BATCH_MS)
  }

  override onTimer(): void {
    this.#isWaiting = false
    for (const [node, messages] of this.#unsent) this.#gossip(node, messages)
    this.#unsent.clear()
  }

  #gossip(node: string, messages: number[]): void {
    this.call(node, { type: 'gossip', messages }, (reply) => {
      // Lost on the way there or on the way back: nobody can tell, so it is sent until it is acknowledged.
      if (reply === undefined) this.#passOn(messages, node)
    })
  }
}

run(Broadcast)
