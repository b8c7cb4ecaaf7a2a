/** A key-value store that a primary keeps and a backup copies. */

import { type Message, Node, run } from './compendium-node.mjs'

class PrimaryBackup extends Node {
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

  onCas(message: Message<{ key: unknown; from: unknown; to: unknown }>): void {
    const key = String(message.body.key)
    const value = this.state.get(key)
    if (!this.state.has(key)) {
      this.error(message, 20, 'no such key')
    } else if (value !== message.body.from) {
      this.error(message, 22, `it is ${value}`)
    } else {
      this.state.set(key, message.body.to)
      this.reply(message, { type: 'cas_ok' })
    }
  }
}

run(PrimaryBackup)
