/** Of all nodes that are up, the one of the highest rank leads. */

import { type Message, Node, run } from './compendium-node.mjs'

class Bully extends Node {
  onLeader(message: Message): void {
    // Nobody leads yet.
    this.reply(message, { type: 'leader_ok', leader: null, term: 0 })
  }
}

run(Bully)
