/** Transactions over many keys, strictly serializable: values that never change, and one root that says which ones count. */

import { type Message, Node, run } from './compendium-node.mjs'

const STORE = 'lin-kv'
const ROOT = 'root'

type Value = number | number[] | null
type Operation = [f: 'r' | 'append' | 'w', key: number, value: Value]
type Txn = Message<{ txn: Operation[] }>

interface Root {
  /** The name under which the value of each key lies. */
  versions: Record<string, string>
  /** Of each node the attempt of it that was the last to succeed. */
  done: Record<string, string>
}

const EMPTY: Root = { versions: {}, done: {} }

class MultiKey extends Node {
  #life = 0
  #count = 0
  /** Values by their names. What lies under a name never changes, so it is never stale. */
  readonly #values = new Map<string, Value>()
  /** One transaction at a time, so that `done` need not remember more than one attempt. */
  #last: Promise<void> = Promise.resolve()

  override onStart(): void {
    // Names must differ from those of earlier lives.
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
      const root = await this.#readRoot()
      const earlier = attempts.get(root.done[this.id] ?? '')
      if (earlier !== undefined) return earlier
      const { written, result } = apply(await this.#valuesOf(root, txn), txn)
      // The read of the root is the moment at which it happened: what it names never changes.
      if (written.size === 0) return result
      const attempt = this.#newName()
      attempts.set(attempt, result)
      // First the values, then the root that names them: whoever sees the name finds the value.
      const versions = { ...root.versions, ...(await this.#store(written)) }
      if (await this.#swap(root, { versions, done: { ...root.done, [this.id]: attempt } })) return result
      // Somebody was quicker. Or it was done, and the answer was lost; or a second copy of the request found it done.
      // Only the root can tell.
    }
  }

  async #readRoot(): Promise<Root> {
    const reply = await this.#askUntilAnswered({ type: 'read', key: ROOT })
    // The only error of a read is that there is no such key.
    return reply.type === 'error' ? EMPTY : reply.body.value
  }

  /** The values of the keys of a transaction, those that there are. */
  async #valuesOf(root: Root, txn: Operation[]): Promise<Map<string, Value>> {
    const keys = [...new Set(txn.map(([, key]) => String(key)))].filter((key) => key in root.versions)
    const values = await Promise.all(keys.map((key) => this.#valueAt(root.versions[key] ?? '')))
    return new Map(keys.map((key, at) => [key, values[at] ?? null]))
  }

  async #valueAt(name: string): Promise<Value> {
    const known = this.#values.get(name)
    if (known !== undefined) return known
    const { value } = (await this.#askUntilAnswered({ type: 'read', key: name })).body
    this.#values.set(name, value)
    return value
  }

  /** Stores each value under a new name, and tells the names. */
  async #store(written: ReadonlyMap<string, Value>): Promise<Record<string, string>> {
    const names: Record<string, string> = {}
    const stored = [...written].map(([key, value]) => {
      const name = this.#newName()
      names[key] = name
      this.#values.set(name, value)
      return this.#askUntilAnswered({ type: 'write', key: name, value })
    })
    await Promise.all(stored)
    return names
  }

  async #swap(from: Root, to: Root): Promise<boolean> {
    const reply = await this.ask(STORE, { type: 'cas', key: ROOT, from, to, create_if_not_exists: true })
    return reply?.type === 'cas_ok'
  }

  #newName(): string {
    this.#count += 1
    return `${this.id}-${this.#life}-${this.#count}`
  }

  /** To read again, or to write the same value again, harms nobody. */
  async #askUntilAnswered(request: { type: string; [field: string]: unknown }): Promise<Message> {
    for (;;) {
      const reply = await this.ask(STORE, request)
      if (reply !== undefined) return reply
    }
  }
}

/** What a transaction writes, and what it answers. Changes nothing. */
function apply(before: ReadonlyMap<string, Value>, txn: Operation[]) {
  const now = new Map(before)
  const written = new Map<string, Value>()
  const result = txn.map(([f, key, value]): Operation => {
    const name = String(key)
    if (f === 'r') return [f, key, now.get(name) ?? null]
    // A new list: one that was read above must not grow.
    const after = f === 'append' ? [...((now.get(name) ?? []) as number[]), value as number] : value
    now.set(name, after)
    written.set(name, after)
    return [f, key, value]
  })
  return { written, result }
}

run(MultiKey)
