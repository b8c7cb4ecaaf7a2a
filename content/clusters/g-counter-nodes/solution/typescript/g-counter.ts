/** A counter that only grows, on every node, by a state-based CRDT (Shapiro et al. 2011, specification 6). */

import { type Message, Node, run } from './compendium-node.mjs'

const GOSSIP_MS = 300

type Entries = Record<string, number>

class GCounter extends Node {
  /** What each node has added. A node changes its own entry only. */
  readonly #added: Entries = {}

  override onStart(): void {
    this.#added[this.id] = this.load('added', 0)
    this.every('gossip', GOSSIP_MS)
  }

  onAdd(message: Message<{ delta: number }>): void {
    const added = (this.#added[this.id] ?? 0) + message.body.delta
    this.#added[this.id] = added
    // Nobody else knows this entry yet: it must be kept before it is acknowledged.
    this.save('added', added)
    this.reply(message, { type: 'add_ok' })
  }

  onRead(message: Message): void {
    const value = Object.values(this.#added).reduce((sum, added) => sum + added, 0)
    this.reply(message, { type: 'read_ok', value })
  }

  override onTimer(): void {
    for (const node of this.others) this.send(node, { type: 'merge', added: this.#added })
  }

  onMerge(message: Message<{ added: Entries }>): void {
    // Entries only grow, so the larger is the later one, however old or repeated the message is.
    for (const [node, added] of Object.entries(message.body.added)) {
      this.#added[node] = Math.max(this.#added[node] ?? 0, added)
    }
  }
}

run(GCounter)
