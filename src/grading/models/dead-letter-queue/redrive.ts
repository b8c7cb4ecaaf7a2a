import { Escape, type Trail } from '../trail.ts'
import { type Books, born, type Message } from './books.ts'
import type { Wrong } from './misconceptions.ts'

const LOSES = 'redrive-loses-nothing'

/** Brings dead messages back. */
export class Redrive {
  readonly #books: Books
  readonly #trail: Trail

  constructor(books: Books, trail: Trail) {
    this.#books = books
    this.#trail = trail
  }

  one(id: string): boolean {
    const message = this.#books.dead.find((one) => one.id === id)
    if (message === undefined) {
      const known = this.#has('unparks-the-unknown')
        ? this.#trail.run('redrives-as-new', 'unpark', id)
        : undefined
      if (known !== undefined) throw new Escape(known, LOSES)
      return this.#has('redrive-is-always-true')
    }
    const failed = this.#move(message, 'redrives-as-new')
    if (failed === undefined) return true
    if (this.#has('swallows-the-error')) return false
    throw new Escape(failed, LOSES)
  }

  all(): number {
    const all = this.#inOrder()
    let redriven = 0
    let missed: string | undefined
    if (this.#has('all-empties-first')) this.#books.dead = []
    for (const message of all) {
      const failed = this.#move(message, 'redrives-in-order')
      if (failed === undefined) redriven += 1
      else if (this.#has('all-goes-on') || this.#has('all-tries-all')) missed ??= failed
      else if (this.#has('swallows-the-error')) return redriven
      else throw new Escape(failed, LOSES)
    }
    if (this.#has('all-buries-at-the-end')) this.#books.dead = []
    if (missed !== undefined && this.#has('all-tries-all')) throw new Escape(missed, LOSES)
    return this.#has('tells-what-is-left') ? this.#books.dead.length : redriven
  }

  #has(id: Wrong): boolean {
    return this.#books.has(id)
  }

  #inOrder(): readonly Message[] {
    const { dead } = this.#books
    if (this.#has('redrives-newest-first')) return [...dead].reverse()
    return this.#has('redrives-by-sending') ? [...dead].sort((a, b) => a.sent - b.sent) : dead
  }

  /** The label of the error of `unpark`; undefined when the message is back. */
  #move(message: Message, rule: string): string | undefined {
    const isEarly = this.#has('queues-before-unpark')
    if (this.#has('forgets-before-unpark')) this.#exhume(message)
    if (isEarly) this.#revive(message)
    const failed = this.#trail.run(rule, 'unpark', message.id)
    if (failed !== undefined) return failed
    const isListed = this.#has('all-buries-at-the-end') && rule === 'redrives-in-order'
    if (!isListed) this.#exhume(message)
    if (!isEarly) this.#revive(message)
    return undefined
  }

  #exhume(message: Message): void {
    this.#books.dead = this.#books.dead.filter((one) => one !== message)
    this.#books.oldLetters.set(message.id, message)
  }

  #revive(message: Message): void {
    const now = this.#books.now()
    if (this.#has('redriven-as-it-was')) {
      this.#books.enqueue({ ...message, due: now })
      return
    }
    const fresh = born(now)
    const delay = this.#has('redriven-waits') ? this.#books.option('retry_delay_ms', 'default-delay') : 0
    const { first, last } = this.#has('redriven-keeps-failures') ? message : fresh
    this.#books.enqueue({
      ...message,
      ...fresh,
      first,
      last,
      reason: this.#has('redriven-keeps-reason') ? message.reason : null,
      attempts: this.#has('redriven-keeps-attempts') ? message.attempts : 0,
      since: this.#has('redriven-keeps-age') ? message.since : now,
      sent: this.#has('redriven-is-sent-anew') ? now : message.sent,
      due: this.#has('redriven-takes-its-old-place') ? message.sent : now + delay,
    })
  }
}
