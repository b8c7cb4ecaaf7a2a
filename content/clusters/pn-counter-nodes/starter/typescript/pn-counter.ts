/** A counter that grows and shrinks, on every node. */

import { type Message, Node, run } from './compendium-node.mjs'

class PnCounter extends Node {
  #value = 0

  onAdd(message: Message<{ delta: number }>): void {
    this.#value += message.body.delta
    this.reply(message, { type: 'add_ok' })
  }

  onRead(message: Message): void {
    // Only what was added here, and since this node was started.
    this.reply(message, { type: 'read_ok', value: this.#value })
  }
}

run(PnCounter)
