/** Every node knows who is alive. */

import { type Message, Node, run } from './compendium-node.mjs'

class Swim extends Node {
  onMembers(message: Message): void {
    // All of them, whatever happens.
    this.reply(message, { type: 'members_ok', alive: this.nodes })
  }
}

run(Swim)
