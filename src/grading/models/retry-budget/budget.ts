import type { Json } from '../../sequence.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import { type Entry, type Ledger, total, Window } from './ledger.ts'
import type { Wrong } from './misconceptions.ts'
import { forgiven, inFloats, multiplied, roundedBySecond, tokenBucket } from './running.ts'

/** What a retry costs, in hundredths of a retry. */
const RETRY = 100

/**
 * The budget of Finagle's RetryBudget, by whole seconds and in whole hundredths: the floor of the window, and
 * what requests of the window have added, less the retries of the window.
 */
export class Budget implements Subject {
  readonly #world: World
  readonly #percent: number
  readonly #perSecond: number
  readonly #window: Window
  readonly #startMs: number
  readonly #ledger: Ledger
  /** The property that the present balance hangs on. */
  #rule = 'floor-from-the-start'

  constructor(world: World) {
    this.#world = world
    const slip = (id: Wrong, option: string) => world.has(id) && world.isDefault(option)
    this.#percent = world.number('retry_percent') * (slip('default-percent', 'retry_percent') ? 2 : 1)
    const floor = world.number('min_retries_per_second')
    this.#perSecond = slip('default-floor', 'min_retries_per_second') ? 1 : floor
    const seconds = world.number('window_seconds') + (slip('default-window', 'window_seconds') ? 1 : 0)
    this.#startMs = this.#nowMs()
    this.#window = new Window((id: Wrong) => this.#has(id), seconds, this.#startMs)
    const { first } = world
    const shared = this.#has('shared-budget') && first instanceof Budget
    this.#ledger = shared ? first.#ledger : { entries: [], seenMs: this.#startMs, triedMs: this.#startMs }
  }

  call(method: string): Answer {
    const nowMs = this.#nowMs()
    const rule = this.#ruleAt(nowMs)
    if (this.#has('idle-keeps-old')) this.#window.clearSlot(this.#ledger, nowMs)
    if (method === 'balance') return this.#balance(nowMs, rule)
    const answer = method === 'try_retry' ? this.#tryRetry(nowMs, rule) : this.#request(nowMs, rule)
    this.#ledger.seenMs = nowMs
    return answer
  }

  #has(id: Wrong): boolean {
    return this.#world.has(id)
  }

  #nowMs(): number {
    return this.#has('system-clock') ? this.#world.systemMs() : this.#world.nowMs()
  }

  #add(kind: Entry['kind'], atMs: number, units: number): void {
    this.#ledger.entries.push({ kind, atMs, units })
  }

  #request(nowMs: number, rule: string): Answer {
    this.#add('request', nowMs, this.#share(nowMs))
    this.#rule = 'requests-add-their-share'
    return { rule, value: null }
  }

  #share(nowMs: number): number {
    if (this.#has('percent-is-whole')) return this.#percent * RETRY
    if (this.#has('rounds-each-deposit')) return Math.floor(this.#percent / RETRY) * RETRY
    if (!this.#has('capped-at-the-floor')) return this.#percent
    const room = this.#floor(nowMs) - this.#units(nowMs)
    return Math.max(0, Math.min(this.#percent, room))
  }

  #tryRetry(nowMs: number, rule: string): Answer {
    this.#ledger.triedMs = nowMs
    const allowed = this.#isEnough(nowMs)
    if (allowed ? !this.#has('takes-nothing') : this.#has('refused-takes')) {
      this.#add('retry', nowMs, -(this.#has('costs-a-share') ? this.#percent : RETRY))
    }
    if (allowed && this.#has('retries-deposit')) this.#add('request', nowMs, this.#percent)
    this.#rule = allowed ? 'a-retry-costs-one' : 'refused-takes-nothing'
    return { rule, value: allowed }
  }

  #isEnough(nowMs: number): boolean {
    const units = this.#units(nowMs)
    if (this.#has('needs-more')) return units > RETRY
    return this.#has('any-fraction') ? units > 0 : units >= RETRY
  }

  /** What is there before any requests and retries. */
  #floor(nowMs: number): number {
    const { seconds } = this.#window
    const perSecond = this.#perSecond * RETRY
    if (this.#has('floor-of-one-second')) return perSecond
    if (!this.#has('starts-empty')) return perSecond * seconds
    return perSecond * Math.min(seconds, Math.floor((nowMs - this.#startMs) / 1000))
  }

  #held(nowMs: number): Entry[] {
    const { entries, triedMs } = this.#ledger
    if (this.#has('idle-keeps-old')) return entries
    const atMs = this.#has('slides-at-retries') ? triedMs : nowMs
    return entries.filter((one) => one.atMs >= atMs || this.#window.holds(one, atMs))
  }

  #units(nowMs: number): number {
    const { entries } = this.#ledger
    const [held, floor, window] = [this.#held(nowMs), this.#floor(nowMs), this.#window]
    const singly = this.#has('adds-floats-singly')
    if (singly || this.#has('adds-floats')) return inFloats(entries, window, nowMs, floor, singly) * RETRY
    if (this.#has('debt-is-forgiven')) return forgiven(entries, window, nowMs, floor)
    if (this.#has('token-bucket')) return tokenBucket(entries, window, nowMs, floor, this.#startMs)
    if (this.#has('multiplies-floats')) return (floor / RETRY + multiplied(held)) * RETRY
    if (this.#has('rounds-each-second')) return floor + roundedBySecond(held, window)
    if (this.#has('floor-each-second')) return this.#ofThisSecond(held, nowMs)
    const added = total(held.filter(({ kind }) => kind === 'request'))
    return (this.#has('floor-or-share') ? Math.max(floor, added) : floor + added) + total(held) - added
  }

  /** The floor of this second that is left, and what is left of the shares. */
  #ofThisSecond(held: readonly Entry[], nowMs: number): number {
    const perSecond = this.#perSecond * RETRY
    const used = new Map<number, number>()
    let share = 0
    for (const { kind, atMs, units } of held) {
      const second = this.#window.secondOf(atMs)
      const spent = used.get(second) ?? 0
      if (kind === 'retry' && spent < perSecond) used.set(second, spent + RETRY)
      else share += units
    }
    return share + perSecond - (used.get(this.#window.secondOf(nowMs)) ?? 0)
  }

  #balance(nowMs: number, rule: string): Answer {
    const units = this.#units(this.#has('balance-stale') ? this.#ledger.seenMs : nowMs)
    const told = units - (this.#has('balance-without-floor') ? this.#floor(nowMs) : 0)
    return { rule, value: this.#told(this.#has('balance-negative') ? told : Math.max(0, told)) }
  }

  #told(units: number): Json {
    if (this.#has('balance-in-hundredths')) return units
    if (this.#has('balance-fraction')) return units / RETRY
    return this.#has('balance-rounds-up') ? Math.ceil(units / RETRY) : Math.floor(units / RETRY)
  }

  /** That of what has expired since it was last asked, or else of the last event. */
  #ruleAt(nowMs: number): string {
    const { entries, seenMs } = this.#ledger
    if (this.#window.secondOf(nowMs) === this.#window.secondOf(seenMs)) return this.#rule
    const gone = entries.filter((one) => this.#window.holds(one, seenMs) && !this.#window.holds(one, nowMs))
    if (gone.length === 0) return 'counts-in-whole-seconds'
    if (this.#units(nowMs) < 0) return 'overdraft-is-kept'
    return gone.some(({ kind }) => kind === 'retry') ? 'retries-expire' : 'requests-expire'
  }
}
