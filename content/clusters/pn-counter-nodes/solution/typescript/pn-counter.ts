/** A counter that grows and shrinks, on every node, by a state-based CRDT (Shapiro et al. 2011, specification 7). */

import { type Message, Node, run } from './compendium-node.mjs'

const GOSSIP_MS = 300

type Entries = Record<string, number>

class PnCounter extends Node {
  // Two counters that only grow: of a sum that also shrinks nobody could say which of two values is later.
  readonly #plus: Entries = {}
  readonly #minus: Entries = {}

  override onStart(): void {
    const [plus, minus] = this.load<[number, number]>('own', [0, 0])
    this.#plus[this.id] = plus
    this.#minus[this.id] = minus
    this.every('gossip', GOSSIP_MS)
  }

  onAdd(message: Message<{ delta: number }>): void {
    const { delta } = message.body
    const side = delta > 0 ? this.#plus : this.#minus
    side[this.id] = (side[this.id] ?? 0) + Math.abs(delta)
    // Nobody else knows these entries yet: they must be kept before they are acknowledged.
    this.save('own', [this.#plus[this.id], this.#minus[this.id]])
    this.reply(message, { type: 'add_ok' })
  }

  onRead(message: Message): void {
    this.reply(message, { type: 'read_ok', value: sum(this.#plus) - sum(this.#minus) })
  }

  override onTimer(): void {
    for (const node of this.others) this.send(node, { type: 'merge', plus: this.#plus, minus: this.#minus })
  }

  onMerge({ body }: Message<{ plus: Entries; minus: Entries }>): void {
    merge(this.#plus, body.plus)
    merge(this.#minus, body.minus)
  }
}

/** Entries only grow, so the larger is the later one, however old or repeated the message is. */
function merge(ours: Entries, theirs: Entries): void {
  for (const [node, value] of Object.entries(theirs)) ours[node] = Math.max(ours[node] ?? 0, value)
}

function sum(entries: Entries): number {
  return Object.values(entries).reduce((total, value) => total + value, 0)
}

run(PnCounter)
