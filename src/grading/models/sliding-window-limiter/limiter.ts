import type { Json } from '../../sequence.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import type { Wrong } from './misconceptions.ts'

/** The times of the requests that were let through, by key, the oldest first. */
type Logs = Map<string, number[]>

/**
 * The limiter of the contract: an exact log for each key. Times are whole milliseconds. A request counts
 * while its age is below the window, so that a place comes free at exactly the age of the window.
 */
export class Limiter implements Subject {
  readonly #world: World
  readonly #limit: number
  readonly #windowMs: number
  readonly #logs: Logs
  readonly #everLogged = new Set<string>()
  readonly #everAsked = new Set<string>()
  /** The property that the present contents of the logs hang on. */
  #rule = 'lets-through-up-to-the-limit'

  constructor(world: World) {
    this.#world = world
    const { first } = world
    const slip = (id: Wrong, option: string) => world.has(id) && world.isDefault(option)
    this.#limit = world.number('limit') + (slip('default-limit', 'limit') ? 1 : 0)
    const windowMs = world.number('window_ms') * (slip('default-window', 'window_ms') ? 2 : 1)
    this.#windowMs = world.has('window-in-seconds') ? windowMs * 1000 : windowMs
    this.#logs = this.#has('shared-log') && first instanceof Limiter ? first.#logs : new Map()
  }

  call(method: string, args: readonly (Json | Subject)[], seen: Json | undefined): Answer {
    const nowMs = this.#has('system-clock') ? this.#world.systemMs() : this.#world.nowMs()
    if (method === 'keys') return { rule: 'forgets-idle-keys', value: this.#keys(nowMs) }
    const key = this.#has('one-log') ? '' : String(args[0])
    this.#everAsked.add(key)
    if (method === 'try_acquire') return this.#tryAcquire(key, nowMs, seen)
    return method === 'remaining' ? this.#remaining(key, nowMs) : this.#retryAfter(key, nowMs)
  }

  #has(id: Wrong): boolean {
    return this.#world.has(id)
  }

  #tryAcquire(key: string, nowMs: number, seen: Json | undefined): Answer {
    if (this.#has('empty-key-is-free') && key === '') return { rule: 'keys-are-separate', value: true }
    const log = this.#current(key, nowMs)
    const rule = this.#ruleOf(log, nowMs, seen)
    const granted = this.#used(log, nowMs) < this.#effectiveLimit()
    if (granted) this.#append(key, log, nowMs)
    else this.#refuse(key, log, nowMs)
    return { rule, value: granted }
  }

  /** What a wrong answer to a request would most likely break. A refusal that left a trace makes it stricter. */
  #ruleOf(log: readonly number[], nowMs: number, seen: Json | undefined): string {
    const newest = log.at(-1)
    if (newest === undefined && this.#logs.size > 0) return 'keys-are-separate'
    const waited = newest !== undefined && newest < nowMs
    const isMilder = seen === true && this.#rule === 'refused-are-not-logged'
    const rule = isMilder ? 'lets-through-up-to-the-limit' : this.#rule
    return waited && rule === 'lets-through-up-to-the-limit' ? 'slides' : rule
  }

  #effectiveLimit(): number {
    if (this.#has('one-more')) return this.#limit + 1
    return this.#has('one-fewer') ? this.#limit - 1 : this.#limit
  }

  #append(key: string, log: number[], nowMs: number): void {
    this.#rule = log.at(-1) === nowMs ? 'counts-every-request' : 'lets-through-up-to-the-limit'
    if (this.#has('time-zero-is-never') && nowMs === 0) return
    log.push(nowMs)
    this.#logs.set(key, log)
    this.#everLogged.add(key)
  }

  #refuse(key: string, log: number[], nowMs: number): void {
    if (this.#has('refused-replaces-oldest')) log.shift()
    if (this.#has('refused-replaces-oldest') || this.#has('refused-logged')) this.#append(key, log, nowMs)
    this.#rule = 'refused-are-not-logged'
  }

  #remaining(key: string, nowMs: number): Answer {
    const rule = 'remaining-is-exact'
    if (this.#has('remaining-stale')) {
      return { rule, value: this.#limit - (this.#logs.get(key)?.length ?? 0) }
    }
    const log = this.#current(key, nowMs)
    const used = this.#used(log, nowMs)
    if (this.#has('remaining-takes') && used < this.#limit) this.#append(key, log, nowMs)
    if (this.#has('remaining-tells-used')) return { rule, value: used }
    return { rule, value: Math.floor(this.#limit - used) }
  }

  #retryAfter(key: string, nowMs: number): Answer {
    const rule = 'retry-after-is-exact'
    const log = this.#current(key, nowMs)
    const isFree = this.#used(log, nowMs) < this.#limit
    const tells = !isFree || (this.#has('retry-after-though-free') && log.length > 0)
    return { rule, value: tells ? this.#waitMs(log, nowMs) : 0 }
  }

  #waitMs(log: readonly number[], nowMs: number): number {
    const [oldest = nowMs] = log
    const newest = log.at(-1) ?? nowMs
    if (this.#has('retry-after-whole-window')) return this.#windowMs
    if (this.#has('retry-after-newest')) return newest + this.#windowMs - nowMs
    if (this.#has('fixed-window')) return this.#windowMs - (nowMs % this.#windowMs)
    const waitMs = oldest + this.#windowMs - nowMs
    if (this.#has('retry-after-late')) return waitMs + 1
    return this.#has('retry-after-in-seconds') ? waitMs / 1000 : waitMs
  }

  #keys(nowMs: number): Json {
    if (this.#has('never-forgets-keys')) return [...this.#everLogged].sort()
    if (this.#has('keeps-asked-keys')) return [...this.#everAsked].sort()
    this.#forgetIdle(nowMs)
    return [...this.#logs.keys()].sort()
  }

  /** What still counts of one key's log. */
  #current(key: string, nowMs: number): number[] {
    this.#forgetIdle(nowMs)
    const log = this.#logs.get(key) ?? []
    const counting = this.#counting(log, nowMs)
    if (counting.length < log.length) this.#rule = this.#leavingRule(log, nowMs)
    if (counting.length > 0) this.#logs.set(key, counting)
    else this.#logs.delete(key)
    return counting
  }

  #forgetIdle(nowMs: number): void {
    if (this.#has('forgets-when-asked')) return
    for (const [key, log] of this.#logs) {
      if (this.#counting(log, nowMs).length > 0) continue
      this.#logs.delete(key)
      this.#rule = this.#leavingRule(log, nowMs)
    }
  }

  #leavingRule(log: readonly number[], nowMs: number): string {
    return log.some((time) => nowMs - time === this.#windowMs) ? 'ends-at-the-window' : 'slides'
  }

  #counting(log: readonly number[], nowMs: number): number[] {
    const windowMs = this.#windowMs
    const number = (time: number) => Math.floor(time / windowMs)
    if (this.#has('window-from-first')) return nowMs - (log[0] ?? nowMs) < windowMs ? [...log] : []
    return log.filter((time) => {
      if (this.#has('fixed-window')) return number(time) === number(nowMs)
      if (this.#has('weighted-counter')) return number(time) >= number(nowMs) - 1
      return this.#has('counts-at-window-age') ? nowMs - time <= windowMs : nowMs - time < windowMs
    })
  }

  #used(log: readonly number[], nowMs: number): number {
    if (this.#has('same-ms-counts-once')) return new Set(log).size
    if (!this.#has('weighted-counter')) return log.length
    const startMs = nowMs - (nowMs % this.#windowMs)
    const now = log.filter((time) => time >= startMs).length
    return now + (log.length - now) * (1 - (nowMs - startMs) / this.#windowMs)
  }
}
