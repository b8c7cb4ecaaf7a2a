/** Messages that reach every node. */

import { type Message, Node, run } from './compendium-node.mjs'

class Broadcast extends Node {
  onTopology(message: Message<{ topology: Record<string, string[]> }>): void {
    // message.body.topology proposes neighbours for each node; this.others are all nodes but this one.
    this.reply(message, { type: 'topology_ok' })
  }

  onBroadcast(message: Message<{ message: number }>): void {
    // Remember message.body.message, and see to it that the other nodes come to know it.
    this.reply(message, { type: 'broadcast_ok' })
  }

  onRead(message: Message): void {
    this.reply(message, { type: 'read_ok', messages: [] })
  }
}

run(Broadcast)
