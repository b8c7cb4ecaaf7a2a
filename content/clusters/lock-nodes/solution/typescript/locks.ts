/** Locks with leases and fencing tokens, kept in a linearizable store (Burrows 2006, section 2.4; Kleppmann 2016). */

import { type Message, Node, run } from './compendium-node.mjs'

const STORE = 'lin-kv'
const TIMEOUT_MS = 300

interface Lock {
  owner: string | null
  token: number
  lease_ms: number
}

interface Resource {
  token: number
  value: unknown
}

const FREE: Lock = { owner: null, token: 0, lease_ms: 0 }

class Locks extends Node {
  /** For each lock the token that this node saw last, and when it saw that one first. */
  readonly seen = new Map<string, { token: number; sinceMs: number }>()

  onAcquire(message: Message<{ lock: string; owner: string; lease_ms: number }>): void {
    const { lock: name, owner, lease_ms } = message.body
    const key = `lock ${name}`
    const granted = (token: number) => this.reply(message, { type: 'acquire_ok', token })
    const again = () =>
      this.find<Lock>(message, key, (lock) => {
        const now = lock ?? FREE
        if (now.owner === owner) {
          // Granted before, by a request whose answer was overtaken.
          granted(now.token)
          return
        }
        if (now.owner !== null && !this.isOver(key, now)) {
          this.error(message, 11, `${now.owner} holds it`)
          return
        }
        const taken: Lock = { owner, token: now.token + 1, lease_ms }
        // Of two that found it free only one may have it: the store decides.
        this.replace(message, key, lock, taken, () => granted(taken.token), again)
      })
    again()
  }

  /**
   * Clocks of nodes cannot be compared, but time that passes here can be measured: a lock that has been the same for as
   * long as its lease, from when this node saw it first, was granted longer ago than that.
   */
  isOver(key: string, lock: Lock): boolean {
    const seen = this.seen.get(key)
    if (seen?.token !== lock.token) {
      this.seen.set(key, { token: lock.token, sinceMs: this.nowMs() })
      return false
    }
    return this.nowMs() - seen.sinceMs > lock.lease_ms
  }

  onRelease(message: Message<{ lock: string; owner: string; token: number }>): void {
    const key = `lock ${message.body.lock}`
    const refused = () => this.error(message, 22, 'it is not yours')
    this.find<Lock>(message, key, (lock) => {
      // The token, too: who lost the lock must not release it for the one who has it now.
      if (lock === null || lock.owner !== message.body.owner || lock.token !== message.body.token) {
        refused()
        return
      }
      // The token stays, so that the next one is larger.
      const free: Lock = { ...FREE, token: lock.token }
      this.replace(message, key, lock, free, () => this.reply(message, { type: 'release_ok' }), refused)
    })
  }

  /** The resource guards itself: a holder cannot know whether its lease is over. */
  onWrite(message: Message<{ lock: string; token: number; value: unknown }>): void {
    const { token, value } = message.body
    const key = `resource ${message.body.lock}`
    const done = () => this.reply(message, { type: 'write_ok' })
    const again = () =>
      this.find<Resource>(message, key, (resource) => {
        if (resource !== null && token < resource.token) {
          this.error(message, 22, `token ${resource.token} has been here`)
          return
        }
        this.replace(message, key, resource, { token, value }, done, again)
      })
    again()
  }

  // The store.

  /** Calls `then` with what the store has under the key, or null. */
  find<Kept>(message: Message, key: string, then: (kept: Kept | null) => void): void {
    const answered = (reply: Message<{ value?: Kept }> | undefined) => {
      if (reply === undefined) this.error(message, 11, 'the store does not answer')
      else then(reply.type === 'read_ok' ? (reply.body.value ?? null) : null)
    }
    this.call(STORE, { type: 'read', key }, answered, { timeoutMs: TIMEOUT_MS })
  }

  /** Puts `to` in place of `from`; `changed` when something else is there. */
  replace<Kept>(
    message: Message,
    key: string,
    from: Kept | null,
    to: Kept,
    done: () => void,
    changed: () => void,
  ): void {
    const answered = (reply: Message | undefined) => {
      // It may have been done, or may still be: nobody knows.
      if (reply === undefined) this.error(message, 0, 'the store does not answer')
      else if (reply.type === 'cas_ok') done()
      else changed()
    }
    const request = { type: 'cas', key, from, to, create_if_not_exists: from === null }
    this.call(STORE, request, answered, { timeoutMs: TIMEOUT_MS })
  }
}

run(Locks)
