/** Logs to which many append and which many read. Each key has one owner, who alone gives its offsets. */

import { type Message, Node, run } from './compendium-node.mjs'

type Offsets = Record<string, number>
type Messages = Record<string, [offset: number, message: unknown][]>

interface Entry {
  key: string
  offset: number
  msg: unknown
  /** Which request of which client put it there. */
  request: string
}

interface Part {
  type: string
  keys?: string[]
  offsets?: Offsets
  [field: string]: unknown
}

interface Answer {
  msgs?: Messages
  offsets?: Offsets
}

class KafkaLog extends Node {
  /** Of each key its messages; the offset is the place. */
  readonly #logs = new Map<string, unknown[]>()
  /** The offset that each request of a client was given. */
  readonly #offsets = new Map<string, number>()
  readonly #committed = new Map<string, number>()

  override onStart(): void {
    for (const key of this.savedKeys('committed ')) {
      this.#committed.set(key.slice('committed '.length), this.load<number>(key, 0))
    }
    const entries = this.savedKeys('entry ').flatMap((key) => this.load<Entry>(key) ?? [])
    for (const entry of entries.sort((a, b) => a.offset - b.offset)) this.#append(entry)
  }

  /** The same on every node and in every life. */
  #owner(key: string): string {
    const sum = [...key].reduce((total, character) => total + character.charCodeAt(0), 0)
    return this.nodes[sum % this.nodes.length] ?? this.id
  }

  // Sending.

  onSend(message: Message<{ key: string; msg: unknown }>): void {
    const { key, msg, msg_id } = message.body
    const owner = this.#owner(key)
    if (owner !== this.id) {
      this.forward(owner, message)
      return
    }
    const request = `${message.src} ${msg_id}`
    // What is handed on can arrive twice: the same request has the same offset.
    if (!this.#offsets.has(request)) {
      const entry = { key, offset: this.#log(key).length, msg, request }
      // On disk before anybody sees it: an offset that was told must hold the same message after a crash.
      this.save(`entry ${key} ${entry.offset}`, entry)
      this.#append(entry)
    }
    this.reply(message, { type: 'send_ok', offset: this.#offsets.get(request) })
  }

  #append({ key, offset, msg, request }: Entry): void {
    this.#log(key).push(msg)
    this.#offsets.set(request, offset)
  }

  #log(key: string): unknown[] {
    const log = this.#logs.get(key) ?? []
    this.#logs.set(key, log)
    return log
  }

  // Requests for several keys go to their owners in parts, and each owner answers for its own.

  onPoll(message: Message): Promise<void> {
    return this.#inParts(message, (answers) => {
      // Of an owner that cannot be reached there is nothing new, for now.
      const msgs = Object.assign({}, ...answers.map((answer) => answer?.msgs))
      this.reply(message, { type: 'poll_ok', msgs })
    })
  }

  onCommitOffsets(message: Message): Promise<void> {
    return this.#inParts(message, (answers) => {
      if (answers.includes(undefined)) this.#giveUp(message)
      else this.reply(message, { type: 'commit_offsets_ok' })
    })
  }

  onListCommittedOffsets(message: Message): Promise<void> {
    return this.#inParts(message, (answers) => {
      const offsets = Object.assign({}, ...answers.map((answer) => answer?.offsets))
      if (answers.includes(undefined)) this.#giveUp(message)
      else this.reply(message, { type: 'list_committed_offsets_ok', offsets })
    })
  }

  #giveUp(message: Message): void {
    // 0: nobody knows whether it happened.
    this.error(message, 0, 'not every owner answered')
  }

  async #inParts(message: Message, then: (answers: (Answer | undefined)[]) => void): Promise<void> {
    const parts = this.#split(message.body as Part)
    then(await Promise.all(parts.map(([owner, part]) => this.#answerOf(owner, part))))
  }

  async #answerOf(owner: string, part: Part): Promise<Answer | undefined> {
    if (owner === this.id) return this.#here(part)
    return (await this.ask(owner, part))?.body
  }

  #split({ type, keys, offsets = {} }: Part): [owner: string, part: Part][] {
    const all = keys ?? Object.keys(offsets)
    const owners = [...new Set(all.map((key) => this.#owner(key)))].sort()
    return owners.map((owner) => {
      const own = all.filter((key) => this.#owner(key) === owner)
      if (keys !== undefined) return [owner, { type, keys: own }]
      return [owner, { type, offsets: Object.fromEntries(own.map((key) => [key, offsets[key] ?? 0])) }]
    })
  }

  #here({ type, keys = [], offsets = {} }: Part): Answer {
    if (type === 'poll') {
      const logs = Object.entries(offsets).map(([key, offset]) => [key, this.#read(key, offset)] as const)
      return { msgs: Object.fromEntries(logs) }
    }
    for (const [key, offset] of Object.entries(offsets)) this.#commit(key, offset)
    const known = keys.flatMap((key) => {
      const offset = this.#committed.get(key)
      return offset === undefined ? [] : [[key, offset] as const]
    })
    return { offsets: Object.fromEntries(known) }
  }

  #read(key: string, from: number): [number, unknown][] {
    return this.#log(key)
      .map((message, offset): [number, unknown] => [offset, message])
      .slice(from)
  }

  #commit(key: string, offset: number): void {
    // A commit that was overtaken must not take a later one back.
    if (offset <= (this.#committed.get(key) ?? -1)) return
    this.#committed.set(key, offset)
    this.save(`committed ${key}`, offset)
  }
}

run(KafkaLog)
