/** A set that only grows, on every node. */

import { type Message, Node, run } from './compendium-node.mjs'

class GSet extends Node {
  readonly #elements = new Set<number>()

  onAdd(message: Message<{ element: number }>): void {
    this.#elements.add(message.body.element)
    this.reply(message, { type: 'add_ok' })
  }

  onRead(message: Message): void {
    // Only what was added here, and since this node was started.
    this.reply(message, { type: 'read_ok', value: [...this.#elements] })
  }
}

run(GSet)
