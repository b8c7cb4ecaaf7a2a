/** Ids that no two requests share. */

import { type Message, Node, run } from './compendium-node.mjs'

class UniqueIds extends Node {
  #count = 0

  onGenerate(message: Message): void {
    // Unique at this node, until it is killed. this.id, this.save and this.load may be of use.
    this.#count += 1
    this.reply(message, { type: 'generate_ok', id: this.#count })
  }
}

run(UniqueIds)
