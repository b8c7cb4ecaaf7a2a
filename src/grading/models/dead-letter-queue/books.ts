import type { World } from '../value-model.ts'
import type { Wrong } from './misconceptions.ts'

export type Reason = 'attempts' | 'permanent' | 'expired'

export interface Message {
  readonly id: string
  readonly body: string
  readonly sent: number
  /** When its present life began. */
  readonly since: number
  readonly attempts: number
  readonly first: number | null
  readonly last: number | null
  /** Why it is to be parked; null as long as it is to be handled. */
  readonly reason: Reason | null
  readonly due: number
  /** The how manyth entry into the queue it was; 0 before the first. */
  readonly entry: number
  /** The same for the first entry of this life, from which it may have come back. */
  readonly joined: number
  /** Whether it waits for another turn. */
  readonly isBack: boolean
}

/** The messages of a queue. They are replaced, never changed, so that one may be in two places by mistake. */
export class Books {
  readonly #world: World
  #entries = 0
  /** In no order that matters. */
  queue: readonly Message[] = []
  /** The one that was parked first is in front. */
  dead: readonly Message[] = []
  /** Of those that are dead no more. */
  readonly oldLetters = new Map<string, Message>()
  readonly handled = new Set<string>()
  /** Of all messages, for who counts them together. */
  failures = 0

  constructor(world: World) {
    this.#world = world
  }

  has(id: Wrong): boolean {
    return this.#world.has(id)
  }

  now(): number {
    return this.has('system-clock') ? this.#world.systemMs() : this.#world.nowMs()
  }

  option(name: 'max_attempts' | 'retry_delay_ms' | 'ttl_ms', other: Wrong): number {
    const isOther = this.has(other) && this.#world.isDefault(name)
    return this.#world.number(name) + (isOther ? 1 : 0)
  }

  /** A program keeps messages by id: one that is in two places by mistake is there once in each. */
  enqueue(message: Message): void {
    const isSame = (one: Message): boolean =>
      this.has('takes-it-twice') ? one === message : one.id === message.id
    this.#entries += 1
    const entry = this.has('keeps-its-number') && message.entry > 0 ? message.entry : this.#entries
    const joined = message.joined > 0 ? message.joined : this.#entries
    this.queue = [...this.queue.filter((one) => !isSame(one)), { ...message, entry, joined }]
  }

  remove(message: Message): void {
    this.queue = this.queue.filter((one) => one !== message)
  }

  /** Puts this version in the place of the other. */
  replace(message: Message, by: Message): Message {
    this.queue = this.queue.map((one) => (one === message ? by : one))
    return by
  }

  bury(message: Message): void {
    const isKnown = this.dead.some(({ id }) => id === message.id)
    this.dead = isKnown
      ? this.dead.map((one) => (one.id === message.id ? message : one))
      : [...this.dead, message]
  }

  /** The one that falls due first in front. */
  inOrder(): readonly Message[] {
    const sign = this.has('takes-the-latest-of-a-tie') ? -1 : 1
    const isByEntry = this.has('takes-in-order-of-entry')
    if (this.has('keeps-its-place')) return [...this.queue].sort((a, b) => a.joined - b.joined)
    return [...this.queue].sort((a, b) => (isByEntry ? 0 : a.due - b.due) || (a.entry - b.entry) * sign)
  }
}

/** A life that begins now. */
export function born(now: number): Omit<Message, 'id' | 'body' | 'sent' | 'entry'> {
  return {
    since: now,
    attempts: 0,
    first: null,
    last: null,
    reason: null,
    due: now,
    joined: 0,
    isBack: false,
  }
}
