/** A list that all nodes edit at once. */

import { type Message, Node, run } from './compendium-node.mjs'

type Place = number | null

class Sequence extends Node {
  onInsert(message: Message<{ value: number; after: Place; before: Place }>): void {
    // body.value between body.after and body.before; null is the start, or the end.
    this.error(message, 10, 'insert is not written yet')
  }

  onDelete(message: Message<{ value: number }>): void {
    this.error(message, 10, 'delete is not written yet')
  }

  onRead(message: Message): void {
    this.reply(message, { type: 'read_ok', values: [] })
  }
}

run(Sequence)
