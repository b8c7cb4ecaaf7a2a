/** Transactions over lists, strictly serializable, by one compare-and-set on one key that holds the whole database. */

import { type Message, Node, run } from './compendium-node.mjs'

const STORE = 'lin-kv'
const KEY = 'database'

type Lists = Record<string, number[]>
type Operation = [f: 'r' | 'append', key: number, value: number | number[] | null]
type Txn = Message<{ txn: Operation[] }>

interface Database {
  lists: Lists
  /** Of each node the attempt of it that was the last to succeed. */
  done: Record<string, string>
}

const EMPTY: Database = { lists: {}, done: {} }

class SingleKey extends Node {
  #life = 0
  #count = 0
  /** One transaction at a time, so that `done` need not remember more than one attempt. */
  #last: Promise<void> = Promise.resolve()

  override onStart(): void {
    // Names of attempts must differ from those of earlier lives.
    this.#life = this.load('life', 0) + 1
    this.save('life', this.#life)
  }

  onTxn(message: Txn): void {
    this.#last = this.#last.then(async () => {
      const txn = await this.#carryOut(message.body.txn)
      this.reply(message, { type: 'txn_ok', txn })
    })
  }

  async #carryOut(txn: Operation[]): Promise<Operation[]> {
    /** What each attempt answers, if it was the one that succeeded. */
    const attempts = new Map<string, Operation[]>()
    for (;;) {
      const database = await this.#read()
      const earlier = attempts.get(database.done[this.id] ?? '')
      if (earlier !== undefined) return earlier
      const { lists, result } = apply(database.lists, txn)
      // Nothing to write: the read of a linearizable store is the moment at which it happened.
      if (txn.every(([f]) => f === 'r')) return result
      this.#count += 1
      const attempt = `${this.#life}-${this.#count}`
      attempts.set(attempt, result)
      const changed = { lists, done: { ...database.done, [this.id]: attempt } }
      if (await this.#swap(database, changed)) return result
      // Somebody was quicker. Or it was done, and the answer was lost; or a second copy of the request found it done.
      // Only the database can tell.
    }
  }

  async #read(): Promise<Database> {
    for (;;) {
      const reply = await this.ask(STORE, { type: 'read', key: KEY })
      // The only error of a read is that there is no such key.
      if (reply !== undefined) return reply.type === 'error' ? EMPTY : reply.body.value
    }
  }

  async #swap(from: Database, to: Database): Promise<boolean> {
    const reply = await this.ask(STORE, { type: 'cas', key: KEY, from, to, create_if_not_exists: true })
    return reply?.type === 'cas_ok'
  }
}

/** The lists after a transaction, and what it answers. Changes neither. */
function apply(before: Lists, txn: Operation[]): { lists: Lists; result: Operation[] } {
  const lists = { ...before }
  const result = txn.map(([f, key, value]): Operation => {
    if (f === 'r') return [f, key, lists[key] ?? null]
    // A new list: one that was read above must not grow.
    lists[key] = [...(lists[key] ?? []), value as number]
    return [f, key, value]
  })
  return { lists, result }
}

run(SingleKey)
