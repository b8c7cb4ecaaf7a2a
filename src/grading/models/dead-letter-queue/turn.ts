import { Escape, type Trail } from '../trail.ts'
import type { Books, Message, Reason } from './books.ts'
import type { Wrong } from './misconceptions.ts'

const REASON_RULES: Readonly<Record<Reason, string>> = {
  attempts: 'gives-up-after-the-last-attempt',
  permanent: 'parks-the-permanent-at-once',
  expired: 'parks-the-expired',
}

/** So often does a program hand messages over again in one poll at most, for who does that. */
const MOST_AGAIN = 50

/** One poll. */
export class Turn {
  readonly #books: Books
  readonly #trail: Trail
  #began = 0
  #taken = 0
  #handled = 0
  #parked = 0
  #again = 0
  /** What is parked when the poll is over, for who does that. */
  readonly #later: (readonly [Message, string | undefined])[] = []
  #isOver = false
  /** The property that the next message hangs on, after what became of the one before. */
  #rule = 'takes-the-longest-due-first'

  constructor(books: Books, trail: Trail) {
    this.#books = books
    this.#trail = trail
  }

  poll(limit: number): number {
    this.#began = this.#books.now()
    const most = this.#has('ignores-the-limit') ? Number.POSITIVE_INFINITY : limit
    if (this.#has('takes-what-falls-due-later')) this.#drain(most)
    else if (this.#has('only-successes-count')) this.#upTo(this.#due(), most)
    else if (this.#has('expired-are-free')) this.#upTo(this.#expiredFirst(most), Number.POSITIVE_INFINITY)
    else this.#upTo(this.#due().slice(0, most), Number.POSITIVE_INFINITY)
    for (const [message, rule] of this.#later) this.#parkNow(message, rule)
    if (this.#has('tells-the-taken')) return this.#taken
    return this.#has('tells-the-gone') ? this.#handled + this.#parked : this.#handled
  }

  /** What nothing more may follow, or else this is broken. */
  ruleOfEnd(did: string | undefined): string {
    if (did === undefined) return 'hands-over-until-handled'
    const [, name, id] = parsed(did)
    if (name === 'park') return 'lets-go-when-parked'
    const message = this.#books.queue.find((one) => one.id === id)
    if (message === undefined) return 'hands-over-until-handled'
    return message.isBack ? 'waits-before-redelivery' : 'takes-the-longest-due-first'
  }

  #has(id: Wrong): boolean {
    return this.#books.has(id)
  }

  #upTo(due: readonly Message[], handled: number): void {
    for (const message of due) {
      if (this.#isOver || this.#handled >= handled) return
      this.#take(message)
    }
  }

  #expiredFirst(most: number): readonly Message[] {
    const due = this.#due()
    const isExpired = (one: Message): boolean => one.reason === null && this.#isOld(one)
    return [...due.filter(isExpired), ...due.filter((one) => !isExpired(one)).slice(0, most)]
  }

  #drain(most: number): void {
    while (this.#taken < most) {
      const [next] = this.#due()
      if (next === undefined) return
      this.#take(next)
    }
  }

  #due(): readonly Message[] {
    const now = this.#books.now()
    const isDue = (one: Message): boolean => {
      if (one.isBack && this.#has('due-one-late')) return one.due < now
      if (one.reason !== null && this.#has('parks-in-any-poll')) return true
      return one.due <= now || (this.#has('expires-while-waiting') && one.reason === null && this.#isOld(one))
    }
    if (this.#has('head-blocks')) {
      const queue = bySending(this.#books.queue)
      const stop = queue.findIndex((one) => !isDue(one))
      return stop === -1 ? queue : queue.slice(0, stop)
    }
    const due = this.#books.inOrder().filter(isDue)
    if (this.#has('takes-in-order-of-sending')) return bySending(due)
    return this.#has('newest-first') ? [...due].reverse() : due
  }

  /** The time, or what a program takes for it that reads the clock once. */
  #now(): number {
    return this.#has('reads-the-clock-once') ? this.#began : this.#books.now()
  }

  #isOld({ since }: Message): boolean {
    const age = this.#now() - since
    const ttl = this.#books.option('ttl_ms', 'default-ttl')
    return this.#has('expires-one-late') ? age > ttl : age >= ttl
  }

  #take(message: Message): void {
    this.#taken += 1
    if (message.reason !== null) {
      const isOlder = this.#has('expires-what-is-to-be-parked') && this.#isOld(message)
      const due = isOlder ? this.#books.replace(message, { ...message, reason: 'expired' }) : message
      this.#park(due, 'lets-go-when-parked')
      return
    }
    if (this.#has('gives-up-at-the-next-turn') && message.attempts >= this.#most()) {
      this.#giveUp(this.#books.replace(message, { ...message, reason: 'attempts' }))
    } else if (this.#expires(message)) this.#expire(message)
    else this.#attempt(message)
  }

  #expires(message: Message): boolean {
    if (this.#has('never-expires') || (this.#has('expires-only-the-new') && message.attempts > 0))
      return false
    return this.#isOld(message)
  }

  #expire(message: Message): void {
    if (this.#has('drops-the-expired')) {
      this.#books.remove(message)
      return
    }
    const attempts = message.attempts + (this.#has('counts-the-expired') ? 1 : 0)
    this.#park(this.#books.replace(message, { ...message, attempts, reason: 'expired' }))
  }

  #attempt(message: Message): void {
    const began = this.#now()
    const failed = this.#trail.run(
      (did) => this.#ruleOfAttempt(message, did),
      'handle',
      message.id,
      message.body,
    )
    if (failed !== undefined) {
      this.#failed(message, failed, began)
      return
    }
    this.#handled += 1
    this.#rule = 'takes-the-longest-due-first'
    this.#books.handled.add(message.id)
    if (this.#has('never-acknowledges')) {
      const due = this.#now() + this.#delay(message)
      this.#books.enqueue(this.#books.replace(message, { ...message, due, isBack: true }))
    } else this.#books.remove(message)
  }

  #ruleOfAttempt(message: Message, did: string | undefined): string {
    const [, name, id] = parsed(did)
    if (name === 'park') return REASON_RULES[did?.endsWith('"expired")') ? 'expired' : 'attempts']
    if (name === 'handle' && id === message.id) return 'hands-over-until-handled'
    if (did === undefined) return message.isBack ? 'waits-before-redelivery' : this.#rule
    const other = this.#books.queue.find((one) => one.id === id)
    return other?.isBack === true ? 'waits-before-redelivery' : this.#rule
  }

  #failed(message: Message, label: string, began: number): void {
    const failed = this.#recorded(message, label, began)
    // With another fault beside it this one would never end.
    if (this.#has('redelivers-in-the-poll') && failed.reason === null && this.#again < MOST_AGAIN) {
      this.#again += 1
      this.#attempt(failed)
      return
    }
    this.#rule = 'holds-up-no-other'
    if (failed.reason === null) this.#putBack(failed, began)
    else this.#giveUp(failed)
    if (this.#has('failure-escapes')) throw new Escape(label, 'holds-up-no-other')
    if (this.#has('stops-at-failure')) this.#isOver = true
  }

  #recorded(message: Message, label: string, began: number): Message {
    const now = this.#has('notes-the-start') ? began : this.#now()
    const isPermanent = label === 'PermanentError' && !this.#has('retries-the-permanent')
    const isFree = isPermanent && this.#has('permanent-is-no-attempt')
    const before = this.#has('forgets-the-count') ? 0 : message.attempts
    const attempts = before + (isFree ? 0 : 1)
    this.#books.failures += 1
    const reason = this.#verdict(isPermanent, attempts, this.#isOld(message))
    if (reason !== null && this.#has('last-failure-is-not-noted')) {
      return this.#books.replace(message, { ...message, reason })
    }
    return this.#books.replace(message, {
      ...message,
      attempts,
      first: this.#has('first-is-last') ? now : (message.first ?? now),
      last: this.#has('last-is-first') ? (message.last ?? now) : now,
      since: this.#has('failing-makes-younger') ? now : message.since,
      reason,
    })
  }

  #verdict(isPermanent: boolean, attempts: number, isOld: boolean): Reason | null {
    const most = this.#most()
    const isLast = this.#has('last-attempt-is-no-permanent') && attempts >= most
    if (isPermanent && !isLast) return this.#has('permanent-as-attempts') ? 'attempts' : 'permanent'
    if (this.#has('gives-up-at-the-next-turn')) return null
    const shift = this.#has('gives-up-one-late') ? 1 : this.#has('gives-up-one-early') ? -1 : 0
    const counted = this.#has('counts-all-together') ? this.#books.failures : attempts
    if (counted >= most + shift) return 'attempts'
    return isOld && this.#has('expires-on-failing') ? 'expired' : null
  }

  #most(): number {
    return this.#books.option('max_attempts', 'default-attempts')
  }

  #putBack(message: Message, began: number): void {
    if (this.#has('redelivers-from-its-place')) {
      this.#books.replace(message, { ...message, isBack: true })
      return
    }
    const from = this.#has('delay-from-the-start') ? began : this.#now()
    const due = this.#has('redelivers-at-once') ? from : from + this.#delay(message)
    this.#books.enqueue(this.#books.replace(message, { ...message, due, isBack: true }))
  }

  #delay({ attempts }: Message): number {
    const delay = this.#books.option('retry_delay_ms', 'default-delay')
    if (this.#has('delay-grows-by-itself')) return delay * Math.max(1, attempts)
    return this.#has('delay-grows') ? delay * 2 ** Math.max(0, attempts - 1) : delay
  }

  #giveUp(message: Message): void {
    if (this.#has('drops-what-it-gives-up')) this.#books.remove(message)
    else this.#park(message)
  }

  #park(message: Message, rule?: string): void {
    if (this.#has('parks-after-the-others') && !this.#isOver) this.#later.push([message, rule])
    else this.#parkNow(message, rule)
  }

  #parkNow(message: Message, rule?: string): void {
    const reason = message.reason ?? 'attempts'
    const failed = this.#trail.run(rule ?? REASON_RULES[reason], 'park', message.id, reason)
    this.#rule = 'holds-up-no-other'
    if (failed === undefined) {
      this.#parked += 1
      const last = this.#has('notes-the-parking') ? this.#books.now() : message.last
      this.#books.remove(message)
      this.#books.bury({ ...message, last })
      return
    }
    this.#unparked(message)
    if (this.#has('park-failure-escapes')) throw new Escape(failed, 'holds-up-no-other')
    if (this.#has('park-failure-stops')) this.#isOver = true
  }

  /** It could not be parked. */
  #unparked(message: Message): void {
    if (this.#has('lets-go-first') || this.#has('dead-before-parked')) {
      this.#books.remove(message)
      if (this.#has('dead-before-parked')) this.#books.bury(message)
      return
    }
    const delay = this.#has('parks-again-at-once') ? 0 : this.#books.option('retry_delay_ms', 'default-delay')
    const reason = this.#has('hands-over-what-is-to-be-parked') ? null : message.reason
    if (this.#has('parks-again-from-its-place')) {
      this.#books.replace(message, { ...message, isBack: true })
      return
    }
    const now = this.#now()
    const waits = { ...message, due: now + delay, reason, isBack: true }
    const counted = { ...waits, attempts: waits.attempts + 1, first: waits.first ?? now, last: now }
    const next = this.#has('parking-is-an-attempt') ? counted : waits
    this.#books.enqueue(this.#books.replace(message, next))
  }
}

/** The name of the function and the id of the message of a run. */
function parsed(did: string | undefined): readonly (string | undefined)[] {
  return /^(\w+)\("(.*?)"/.exec(did ?? '') ?? []
}

function bySending(messages: readonly Message[]): readonly Message[] {
  return [...messages].sort((a, b) => a.sent - b.sent)
}
