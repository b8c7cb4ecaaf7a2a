/** A node that says back what it is told. */

import { type Message, Node, run } from './compendium-node.mjs'

class Echo extends Node {
  onEcho(message: Message<{ echo: string }>): void {
    // message.body.echo is what to say back: this.reply(message, { type: ... }).
    this.error(message, 10, 'echo is not written yet')
  }
}

run(Echo)
