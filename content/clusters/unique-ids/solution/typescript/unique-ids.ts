/** Ids that no two requests share, made by each node alone. */

import { type Message, Node, run } from './compendium-node.mjs'

class UniqueIds extends Node {
  #life = 0
  #count = 0

  override onStart(): void {
    // A crash takes the counter. A new life counts from 0 again, so its number must be part of the id,
    // and it must be saved before the first id is given away.
    this.#life = this.load('life', 0) + 1
    this.save('life', this.#life)
  }

  onGenerate(message: Message): void {
    this.#count += 1
    // No other node has this name, no other life this number: nobody has to be asked (Snowflake's idea).
    this.reply(message, { type: 'generate_ok', id: `${this.id}-${this.#life}-${this.#count}` })
  }
}

run(UniqueIds)
