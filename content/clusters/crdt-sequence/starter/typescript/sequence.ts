/** A list that all nodes edit at once. */

import { type Message, Node, run } from './compendium-node.mjs'

type Place = number | null

class Sequence extends Node {
  onInsert(message: Message<{ value: number; after: Place; before: Place }>): void {
    // body.value between body.after and body.before; null is the start, or the end.
    this.reply(message, { type: 'insert_ok' })
  }

  onDelete(message: Message<{ value: number }>): void {
    // body.value is in the list no more.
    this.reply(message, { type: 'delete_ok' })
  }

  onRead(message: Message): void {
    this.reply(message, { type: 'read_ok', values: [] })
  }
}

run(Sequence)
