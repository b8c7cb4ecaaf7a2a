/** Registers that majorities keep: Attiya, Bar-Noy and Dolev (1995), for many writers (Lynch and Shvartsman 1997). */

import { type Message, Node, run } from './compendium-node.mjs'

const RETRY_MS = 150
const TRIES = 6

/** By which any two writes can be put into order: a number, and the name of who gave it. */
type Tag = [number: number, node: string]
interface Copy {
  tag: Tag
  value: unknown
}
type Question = { type: string; key: string; copy?: Copy }

const NOTHING: Copy = { tag: [0, ''], value: null }

const isNewer = ([number, node]: Tag, [than, other]: Tag): boolean =>
  number > than || (number === than && node > other)

const newestOf = (copies: Copy[]): Copy =>
  copies.reduce((newest, one) => (isNewer(one.tag, newest.tag) ? one : newest), NOTHING)

class QuorumRegister extends Node {
  /** The last number that this node gave to a write: no two writes may have the same tag. */
  number = 0

  override onStart(): void {
    this.number = this.load('number', 0)
  }

  // Clients: each operation asks a majority twice.

  onRead(message: Message<{ key: unknown }>): void {
    const key = String(message.body.key)
    this.query(key, (copies) => {
      const newest = newestOf(copies)
      if (newest.value === null) {
        this.error(message, 20, 'no such key')
        return
      }
      // Whoever reads later must not find less: so a majority has it before it is told.
      this.store(key, newest, () => this.reply(message, { type: 'read_ok', value: newest.value }))
    })
  }

  onWrite(message: Message<{ key: unknown; value: unknown }>): void {
    const key = String(message.body.key)
    this.query(key, (copies) => {
      const newest = newestOf(copies)
      this.number = Math.max(this.number, newest.tag[0]) + 1
      this.save('number', this.number)
      // The name tells apart what two nodes write at the same time.
      const written: Copy = { tag: [this.number, this.id], value: message.body.value }
      this.store(key, written, () => this.reply(message, { type: 'write_ok' }))
    })
  }

  // Majorities.

  query(key: string, then: (copies: Copy[]) => void): void {
    this.askMajority({ type: 'query', key }, then)
  }

  store(key: string, copy: Copy, then: () => void): void {
    this.askMajority({ type: 'store', key, copy }, then)
  }

  /** Asks all nodes, this one too, again and again; calls `then` with their copies once most have answered. */
  askMajority(question: Question, then: (copies: Copy[]) => void): void {
    const copies = new Map<string, Copy>()
    const ask = (node: string, triesLeft: number): void => {
      this.call(node, question, (answer) => heard(node, answer, triesLeft - 1), { timeoutMs: RETRY_MS })
    }
    const heard = (node: string, answer: Message<{ copy?: Copy }> | undefined, triesLeft: number): void => {
      if (this.isMajority(copies.size)) return
      if (answer === undefined) {
        // Not for ever: by then the client has given up.
        if (triesLeft > 0) ask(node, triesLeft)
        return
      }
      copies.set(node, answer.body.copy ?? NOTHING)
      if (this.isMajority(copies.size)) then([...copies.values()])
    }
    for (const node of this.nodes) ask(node, TRIES)
  }

  isMajority(count: number): boolean {
    return count > this.nodes.length / 2
  }

  // Copies.

  onQuery(message: Message<{ key: string }>): void {
    this.reply(message, { type: 'query_ok', copy: this.copyOf(message.body.key) })
  }

  onStore(message: Message<{ key: string; copy: Copy }>): void {
    const { key, copy } = message.body
    // Messages overtake each other: only what is newer counts.
    if (isNewer(copy.tag, this.copyOf(key).tag)) this.save(`copy ${key}`, copy)
    this.reply(message, { type: 'store_ok' })
  }

  copyOf(key: string): Copy {
    return this.load(`copy ${key}`, NOTHING)
  }
}

run(QuorumRegister)
