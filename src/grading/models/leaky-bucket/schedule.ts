import type { Json } from '../../sequence.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import type { Wrong } from './misconceptions.ts'

/** A cell of its own, because a program may wrongly share it among its buckets. */
interface Places {
  /** Evenly spaced places of the requests taken in, at least an interval apart, in order. */
  readonly slotsMs: number[]
  /** When the latest of them was taken in. */
  arrivalMs: number
  waitingAtLast: number
}

/**
 * The virtual scheduling form of the generic cell rate algorithm (ITU-T I.371), as a queue: a request whose
 * place is more than the burst tolerance ahead waits for the difference. All numbers are whole milliseconds.
 */
export class Schedule implements Subject {
  readonly #world: World
  readonly #intervalMs: number
  readonly #capacity: number
  readonly #burst: number
  readonly #startMs: number
  readonly #places: Places
  #wasRefused = false

  constructor(world: World) {
    this.#world = world
    const slip = (id: Wrong, option: string) => world.has(id) && world.isDefault(option)
    this.#intervalMs = world.number('interval_ms') * (slip('default-interval', 'interval_ms') ? 2 : 1)
    this.#capacity = world.number('capacity') + (slip('default-capacity', 'capacity') ? 1 : 0)
    this.#burst = world.number('burst') + (slip('default-burst', 'burst') ? 1 : 0)
    this.#startMs = this.#nowMs()
    const { first } = world
    const shared = this.#has('shared-schedule') && first instanceof Schedule
    this.#places = shared ? first.#places : { slotsMs: [], arrivalMs: this.#startMs, waitingAtLast: 0 }
  }

  call(method: string, _args: readonly (Json | Subject)[], seen: Json | undefined): Answer {
    const nowMs = this.#nowMs()
    if (method === 'try_acquire') return this.#tryAcquire(nowMs, seen)
    return method === 'queued' ? this.#queued(nowMs) : this.#retryAfter(nowMs)
  }

  #has(id: Wrong): boolean {
    return this.#world.has(id)
  }

  #nowMs(): number {
    return this.#has('system-clock') ? this.#world.systemMs() : this.#world.nowMs()
  }

  /** How far ahead of its place a request may go. */
  #toleranceMs(): number {
    if (this.#has('no-burst')) return 0
    return (this.#burst - (this.#has('burst-one-more') ? 0 : 1)) * this.#intervalMs
  }

  #tryAcquire(nowMs: number, seen: Json | undefined): Answer {
    const slotMs = this.#nextSlotMs(nowMs)
    const delayMs = this.#delayMs(nowMs)
    const rule = this.#ruleOf(delayMs, seen)
    if (this.#isFull(delayMs, nowMs)) {
      if (this.#has('refused-takes-a-place')) this.#take(slotMs, nowMs)
      this.#places.waitingAtLast = this.#waiting(nowMs)
      this.#wasRefused = true
      return { rule, value: null }
    }
    this.#take(slotMs, nowMs)
    this.#places.waitingAtLast = this.#waiting(nowMs)
    this.#wasRefused = false
    return { rule, value: this.#told(delayMs, nowMs) }
  }

  #told(delayMs: number, nowMs: number): Json {
    if (this.#has('delay-is-one-interval')) return delayMs > 0 ? this.#intervalMs : 0
    if (this.#has('delay-is-a-time')) return nowMs + delayMs
    return this.#has('delay-in-seconds') ? delayMs / 1000 : delayMs
  }

  #take(slotMs: number, nowMs: number): void {
    this.#places.slotsMs.push(slotMs)
    this.#places.arrivalMs = nowMs
  }

  /** The place that the next request gets: an interval after the one before, and not in the past. */
  #nextSlotMs(nowMs: number): number {
    const { slotsMs, arrivalMs } = this.#places
    const last = slotsMs.at(-1)
    if (last === undefined) return this.#has('first-waits') ? this.#afterBurstMs(nowMs) : nowMs
    if (this.#has('time-zero-is-never') && last === 0) return nowMs
    const nextMs = (this.#has('spaces-from-arrival') ? arrivalMs : last) + this.#intervalMs
    if (this.#has('rest-saves-up')) return nextMs
    const rested = nowMs - arrivalMs >= this.#intervalMs && this.#waiting(nowMs) === 0
    if (this.#has('burst-after-any-rest') && rested) return nowMs
    if (this.#has('burst-once') && slotsMs.length >= this.#burst) {
      return Math.max(nowMs + this.#toleranceMs(), nextMs)
    }
    return Math.max(nowMs, nextMs)
  }

  #afterBurstMs(nowMs: number): number {
    return Math.max(nowMs, this.#startMs + this.#burst * this.#intervalMs)
  }

  #delayMs(nowMs: number): number {
    const goMs = Math.max(nowMs, this.#nextSlotMs(nowMs) - this.#toleranceMs())
    if (!this.#has('ticks')) return goMs - nowMs
    const ticks = Math.ceil((goMs - this.#startMs) / this.#intervalMs)
    return this.#startMs + ticks * this.#intervalMs - nowMs
  }

  #isFull(delayMs: number, nowMs: number): boolean {
    const longestMs = this.#capacity * this.#intervalMs
    if (this.#has('zero-refuses-all') && this.#capacity === 0) return true
    if (this.#has('zero-is-no-limit') && this.#capacity === 0) return false
    if (this.#has('last-place-stays-empty')) return delayMs > 0 && delayMs >= longestMs
    if (this.#has('one-more-waits')) return delayMs > longestMs + this.#intervalMs
    if (this.#has('burst-fills-the-queue')) {
      return delayMs > 0 && this.#places.slotsMs.filter((slot) => slot > nowMs).length >= this.#capacity
    }
    return delayMs > longestMs
  }

  #waiting(nowMs: number): number {
    const goesMs = this.#places.slotsMs.map((slot) => slot - this.#toleranceMs())
    return goesMs.filter((go) => (this.#has('queued-at-its-time') ? go >= nowMs : go > nowMs)).length
  }

  #queued(nowMs: number): Answer {
    const value = this.#has('queued-stale') ? this.#places.waitingAtLast : this.#waiting(nowMs)
    return { rule: 'queued-is-exact', value }
  }

  #retryAfter(nowMs: number): Answer {
    const rule = 'retry-after-is-exact'
    const delayMs = this.#delayMs(nowMs)
    const longestMs = this.#capacity * this.#intervalMs
    if (this.#has('looking-takes-a-place') && delayMs <= longestMs) {
      this.#take(this.#nextSlotMs(nowMs), nowMs)
    }
    if (this.#has('retry-after-is-the-delay')) return { rule, value: delayMs }
    if (delayMs <= longestMs) return { rule, value: 0 }
    if (this.#has('retry-after-until-empty')) return { rule, value: delayMs }
    return { rule, value: this.#has('retry-after-one-interval') ? this.#intervalMs : delayMs - longestMs }
  }

  /** What a wrong answer to a request would most likely break. A refusal that left a trace makes it stricter. */
  #ruleOf(delayMs: number, seen: Json | undefined): string {
    const isMilder = typeof seen === 'number' && seen < delayMs
    if (this.#wasRefused && !isMilder) return 'refused-changes-nothing'
    if (delayMs > this.#capacity * this.#intervalMs) {
      return this.#capacity === 0 ? 'zero-capacity-means-no-waiting' : 'queue-is-bounded'
    }
    if (delayMs > 0) return 'spaces-evenly'
    const isFirst = this.#places.slotsMs.length < this.#burst
    return isFirst ? 'burst-goes-at-once' : 'burst-comes-back-at-the-rate'
  }
}
