/** A node that says back what it is told. */

import { type Message, Node, run } from './compendium-node.mjs'

class Echo extends Node {
  onEcho(message: Message<{ echo: string }>): void {
    this.reply(message, { type: 'echo_ok', echo: message.body.echo })
  }
}

run(Echo)
