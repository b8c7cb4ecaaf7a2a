/** A list that all nodes edit at once, by RGA (Roh et al. 2011); operations spread as in Bayou (Petersen et al. 1997). */

import { type Message, Node, run } from './compendium-node.mjs'

const GOSSIP_MS = 200

/** The start of the list, after which the first value stands. */
type Place = number | null
const HEAD: Place = null

interface Stamp {
  count: number
  node: string
}

type Change =
  | { type: 'insert'; value: number; after: Place; stamp: Stamp }
  | { type: 'delete'; value: number }
/** A change, and the how-manieth of which node it is. */
type Operation = Change & { node: string; number: number }

class Sequence extends Node {
  /** Every operation that is known, in an order in which none comes before what it refers to. */
  readonly #log: Operation[] = []
  /** How many operations of each node are known: they come without gaps. */
  readonly #known: Record<string, number> = {}
  /** The highest count in any stamp. A new one gets a higher one, so it wins against all that its maker had seen. */
  #clock = 0
  readonly #stamps = new Map<number, Stamp>()
  /** What was inserted after each place, after deleted values too: others may still refer to them. */
  readonly #followers = new Map<Place, number[]>([[HEAD, []]])
  readonly #deleted = new Set<number>()

  override onStart(): void {
    for (;;) {
      const operation = this.load<Operation>(`operation ${this.#log.length}`)
      if (operation === undefined) break
      this.#apply(operation)
    }
    this.every('gossip', GOSSIP_MS)
  }

  // What clients ask.

  onInsert(message: Message<{ value: number; after: Place }>): void {
    const { value, after } = message.body
    if (!this.#followers.has(after)) {
      this.error(message, 20, `${after} is not in the list`)
      return
    }
    this.#perform({ type: 'insert', value, after, stamp: { count: this.#clock + 1, node: this.id } })
    this.reply(message, { type: 'insert_ok' })
  }

  onDelete(message: Message<{ value: number }>): void {
    const { value } = message.body
    if (!this.#stamps.has(value)) {
      this.error(message, 20, `${value} is not in the list`)
      return
    }
    this.#perform({ type: 'delete', value })
    this.reply(message, { type: 'delete_ok' })
  }

  onRead(message: Message): void {
    const values = this.#inOrder().filter((value) => !this.#deleted.has(value))
    this.reply(message, { type: 'read_ok', values })
  }

  // The list.

  #perform(change: Change): void {
    this.#keep({ ...change, node: this.id, number: this.#knownOf(this.id) + 1 })
  }

  #keep(operation: Operation): void {
    // Before any reply, and before others hear of it: a number must never be given twice.
    this.save(`operation ${this.#log.length}`, operation)
    this.#apply(operation)
  }

  #apply(operation: Operation): void {
    this.#log.push(operation)
    this.#known[operation.node] = operation.number
    if (operation.type === 'delete') {
      this.#deleted.add(operation.value)
      return
    }
    const { value, after, stamp } = operation
    this.#clock = Math.max(this.#clock, stamp.count)
    this.#stamps.set(value, stamp)
    this.#followers.set(value, [])
    // Of those inserted at the same place the latest stands first: on every node, in whatever order they came.
    const siblings = this.#followers.get(after) ?? []
    siblings.push(value)
    siblings.sort((a, b) => compare(this.#stamps.get(b), this.#stamps.get(a)))
  }

  /** Each value is followed by what was inserted after it, depth first. */
  #inOrder(): number[] {
    const order: number[] = []
    const waiting = (this.#followers.get(HEAD) ?? []).toReversed()
    for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
      order.push(value)
      waiting.push(...(this.#followers.get(value) ?? []).toReversed())
    }
    return order
  }

  // How operations spread.

  #knownOf(node: string): number {
    return this.#known[node] ?? 0
  }

  override onTimer(): void {
    for (const node of this.others) this.send(node, { type: 'ask', known: this.#known })
  }

  onAsk(message: Message<{ known: Record<string, number> }>): void {
    const { known } = message.body
    const operations = this.#log.filter((one) => one.number > (known[one.node] ?? 0))
    if (operations.length > 0) this.send(message.src, { type: 'operations', operations })
  }

  onOperations(message: Message<{ operations: Operation[] }>): void {
    for (const operation of message.body.operations) {
      // An answer that was overtaken, or came twice, holds what is known already.
      if (operation.number > this.#knownOf(operation.node)) this.#keep(operation)
    }
  }
}

/** By count, and of equal counts by node: no two stamps are alike. */
function compare(a: Stamp | undefined, b: Stamp | undefined): number {
  if (a === undefined || b === undefined) return 0
  return a.count - b.count || (a.node < b.node ? -1 : 1)
}

run(Sequence)
