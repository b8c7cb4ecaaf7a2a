/** Locks with leases and fencing tokens. */

import { type Message, Node, run } from './compendium-node.mjs'

class Locks extends Node {
  token = 0

  onAcquire(message: Message<{ lock: string; owner: string; lease_ms: number }>): void {
    // Granted to whoever asks, under a token that other nodes give as well.
    this.token += 1
    this.reply(message, { type: 'acquire_ok', token: this.token })
  }

  onRelease(message: Message<{ lock: string; owner: string; token: number }>): void {
    this.reply(message, { type: 'release_ok' })
  }

  onWrite(message: Message<{ lock: string; token: number; value: unknown }>): void {
    this.reply(message, { type: 'write_ok' })
  }
}

run(Locks)
