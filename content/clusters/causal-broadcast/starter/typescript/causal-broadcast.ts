/** Every node delivers every message, none before those that it may depend on. */

import { type Message, Node, run } from './compendium-node.mjs'

class CausalBroadcast extends Node {
  readonly delivered: unknown[] = []

  onBroadcast(request: Message<{ message: unknown }>): void {
    // Told to all others once, and delivered whenever it comes.
    const { message } = request.body
    this.delivered.push(message)
    for (const node of this.others) this.send(node, { type: 'deliver', message })
    this.reply(request, { type: 'broadcast_ok' })
  }

  onDeliver({ body }: Message<{ message: unknown }>): void {
    this.delivered.push(body.message)
  }

  onRead(request: Message): void {
    this.reply(request, { type: 'read_ok', messages: this.delivered })
  }
}

run(CausalBroadcast)
