/** A set that only grows, on every node, by a state-based CRDT (Shapiro et al. 2011, specification 11). */

import { type Message, Node, run } from './compendium-node.mjs'

const GOSSIP_MS = 300

class GSet extends Node {
  readonly #elements = new Set<number>()

  override onStart(): void {
    for (const key of this.savedKeys()) this.#elements.add(this.load<number>(key, 0))
    this.every('gossip', GOSSIP_MS)
  }

  onAdd(message: Message<{ element: number }>): void {
    const { element } = message.body
    this.#elements.add(element)
    // Nobody else knows it yet: it must be kept before it is acknowledged.
    this.save(`element ${element}`, element)
    this.reply(message, { type: 'add_ok' })
  }

  onRead(message: Message): void {
    this.reply(message, { type: 'read_ok', value: [...this.#elements] })
  }

  override onTimer(): void {
    // The whole state, again and again: what was lost is sent anew, and a second copy changes nothing.
    for (const node of this.others) this.send(node, { type: 'merge', elements: [...this.#elements] })
  }

  onMerge(message: Message<{ elements: number[] }>): void {
    for (const element of message.body.elements) this.#elements.add(element)
  }
}

run(GSet)
