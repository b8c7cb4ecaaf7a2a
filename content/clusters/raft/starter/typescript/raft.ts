/** A key-value store on several nodes, each key linearizable. */

import { type Message, Node, run } from './compendium-node.mjs'

class Raft extends Node {
  readonly state = new Map<string, unknown>()

  onRead(message: Message<{ key: unknown }>): void {
    // Only what this node was asked to write itself, and since it was started.
    const key = String(message.body.key)
    if (this.state.has(key)) this.reply(message, { type: 'read_ok', value: this.state.get(key) })
    else this.error(message, 20, 'no such key')
  }

  onWrite(message: Message<{ key: unknown; value: unknown }>): void {
    this.state.set(String(message.body.key), message.body.value)
    this.reply(message, { type: 'write_ok' })
  }

  onCas(message: Message<{ key: unknown; from: unknown; to: unknown }>): void {
    const key = String(message.body.key)
    const value = this.state.get(key)
    if (!this.state.has(key)) {
      this.error(message, 20, 'no such key')
    } else if (value !== message.body.from) {
      this.error(message, 22, `it is ${value}`)
    } else {
      this.state.set(key, message.body.to)
      this.reply(message, { type: 'cas_ok' })
    }
  }

  onLeader(message: Message): void {
    // Nobody leads yet.
    this.reply(message, { type: 'leader_ok', leader: null, term: 0 })
  }

  onMembers(message: Message<{ members: string[] }>): void {
    // Told once, before the requests, in the last stage alone: the first members.
    this.reply(message, { type: 'members_ok' })
  }

  onAddMember(message: Message<{ node: string }>): void {
    this.error(message, 11, 'members do not change yet')
  }

  onRemoveMember(message: Message<{ node: string }>): void {
    this.error(message, 11, 'members do not change yet')
  }
}

run(Raft)
