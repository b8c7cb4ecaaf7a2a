/** Transactions over lists and registers, on a store that changes one key at a time. */

import { type Message, Node, run } from './compendium-node.mjs'

type Operation = [f: string, key: number, value: unknown]

class MultiKey extends Node {
  async onTxn(message: Message<{ txn: Operation[] }>): Promise<void> {
    // What the store answers, or undefined when no answer came in time.
    const reply = await this.ask('lin-kv', { type: 'read', key: 'root' })
    this.log(reply?.body)
    this.error(message, 10, 'transactions are not written yet')
  }
}

run(MultiKey)
