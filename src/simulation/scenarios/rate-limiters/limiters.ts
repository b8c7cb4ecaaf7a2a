import { Fifo } from '../../kernel/fifo.ts'
import type { Settings } from './parameters.ts'

export const REFUSED = -1

/**
 * Decides on the requests of one client. All arithmetic is on whole numbers, so that a limit is kept
 * exactly. The steps that a mutant gets wrong are methods of their own.
 */
export interface Limiter {
  /** When the request that comes now may pass: at once or later; REFUSED when it may not. */
  offer(nowUs: number): number
  /** How many numbers it has to keep. */
  readonly memory: number
}

/** A count for each window; windows begin at whole multiples of their length. */
export class FixedWindow implements Limiter {
  readonly memory: number = 2
  protected readonly limit: number
  readonly #windowUs: number
  #window = -1
  #count = 0

  constructor({ limit, windowUs }: Settings) {
    this.limit = limit
    this.#windowUs = windowUs
  }

  offer(nowUs: number): number {
    const window = Math.floor(nowUs / this.#windowUs)
    if (window !== this.#window) this.#count = 0
    this.#window = window
    if (!this.allows(this.#count)) return REFUSED
    this.#count += 1
    return nowUs
  }

  protected allows(count: number): boolean {
    return count < this.limit
  }
}

/** The time of every request that passed within the last window: exact, and as large as the limit. */
export class SlidingLog implements Limiter {
  protected readonly windowUs: number
  readonly #limit: number
  readonly #times = new Fifo()

  constructor({ limit, windowUs }: Settings) {
    this.#limit = limit
    this.windowUs = windowUs
  }

  get memory(): number {
    return this.#times.length
  }

  offer(nowUs: number): number {
    const times = this.#times
    while (times.length > 0 && this.hasPassed(nowUs - (times.peek() as number))) times.shift()
    const passes = times.length < this.#limit
    if (passes || this.logsRefusals()) times.push(nowUs)
    return passes ? nowUs : REFUSED
  }

  protected hasPassed(ageUs: number): boolean {
    return ageUs >= this.windowUs
  }

  protected logsRefusals(): boolean {
    return false
  }
}

/**
 * Two counts: the previous window counts in proportion to how much of it the last window's length
 * still covers, as if its requests had come evenly.
 */
export class SlidingCounter implements Limiter {
  readonly memory: number = 3
  readonly #limit: number
  readonly #windowUs: number
  #window = -1
  #count = 0
  #previous = 0

  constructor({ limit, windowUs }: Settings) {
    this.#limit = limit
    this.#windowUs = windowUs
  }

  offer(nowUs: number): number {
    const window = Math.floor(nowUs / this.#windowUs)
    if (window !== this.#window) {
      this.#previous = window === this.#window + 1 ? this.previousCount(this.#count) : 0
      this.#window = window
      this.#count = 0
    }
    const leftUs = (window + 1) * this.#windowUs - nowUs
    const weighted = this.#previous * leftUs + (this.#count + 1) * this.#windowUs
    if (weighted > this.#limit * this.#windowUs) return REFUSED
    this.#count += 1
    return nowUs
  }

  protected previousCount(count: number): number {
    return count
  }
}

/** Tokens come at an even rate up to what the bucket holds; each request takes one. */
export class TokenBucket implements Limiter {
  readonly memory: number = 2
  /** A token is as many units as a window has microseconds, and each microsecond brings `limit` of them. */
  protected units: number
  protected readonly capacity: number
  readonly #limit: number
  readonly #windowUs: number
  #lastUs = 0

  constructor({ limit, windowUs, bucket }: Settings) {
    this.#limit = limit
    this.#windowUs = windowUs
    this.capacity = bucket * windowUs
    this.units = this.capacity
  }

  offer(nowUs: number): number {
    this.units = this.refilled(this.units + (nowUs - this.#lastUs) * this.#limit)
    this.#lastUs = nowUs
    if (this.units < this.#windowUs) {
      this.units = this.afterRefusal(this.units)
      return REFUSED
    }
    this.units -= this.#windowUs
    return nowUs
  }

  protected afterRefusal(units: number): number {
    return units
  }

  protected refilled(units: number): number {
    return Math.min(this.capacity, units)
  }
}

/** The leaky bucket as a queue: requests leave it one by one at an even rate, and wait until then. */
export class LeakyBucket implements Limiter {
  readonly #limit: number
  readonly #windowUs: number
  readonly #queueLimit: number
  /** When those that wait may leave. */
  readonly #leaves = new Fifo()
  /** From when on the next may leave, in parts of a microsecond: as many as the limit. */
  #freeFrom = 0

  constructor({ limit, windowUs, queueLimit }: Settings) {
    this.#limit = limit
    this.#windowUs = windowUs
    this.#queueLimit = queueLimit
  }

  get memory(): number {
    return 1 + this.#leaves.length
  }

  offer(nowUs: number): number {
    while (this.#leaves.length > 0 && (this.#leaves.peek() as number) <= nowUs) this.#leaves.shift()
    const exact = this.earliest(nowUs * this.#limit, this.#freeFrom, this.#leaves.length)
    const atUs = Math.ceil(exact / this.#limit)
    if (atUs > nowUs && !this.hasRoom(this.#leaves.length, this.#queueLimit)) return REFUSED
    this.#freeFrom = exact + this.#windowUs
    if (atUs > nowUs) this.#leaves.push(atUs)
    return atUs
  }

  protected earliest(now: number, freeFrom: number, _waiting: number): number {
    return Math.max(now, freeFrom)
  }

  protected hasRoom(waiting: number, limit: number): boolean {
    return waiting < limit
  }
}
