import type { Json } from '../../sequence.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import { read, write } from './header.ts'
import type { Wrong } from './misconceptions.ts'

/** Its own, because a program may wrongly share it. */
interface Shared {
  deadlineMs: number
}

/** The time that one request may still take. It never grows, whatever the clock or a header says. */
export class DeadlineBudget implements Subject {
  readonly #world: World
  readonly #shared: Shared
  readonly #createdMs: number
  /** The latest time that the clock showed at any call. */
  #latestMs: number
  #isUsed = false
  #rule = 'starts-with-the-timeout'

  constructor(world: World) {
    this.#world = world
    this.#latestMs = this.#clockMs()
    this.#createdMs = this.#latestMs
    const isShared = this.#has('shared-deadline') && world.first instanceof DeadlineBudget
    this.#shared = isShared
      ? (world.first as DeadlineBudget).#shared
      : { deadlineMs: this.#createdMs + this.#timeoutMs }
  }

  call(method: string, args: readonly (Json | Subject)[]): Answer {
    const before = this.#latestMs
    const nowMs = this.#look()
    if (this.#clockMs() < before && nowMs === before) this.#rule = 'never-grows'
    if (!this.#isUsed && this.#has('starts-at-first-use')) {
      this.#shared.deadlineMs = nowMs + this.#timeoutMs
    }
    this.#isUsed = true
    if (method === 'receive') return this.#receive(String(args[0]), nowMs)
    if (method === 'remaining_ms') return { rule: this.#ruleOf(nowMs), value: this.#told(nowMs) }
    if (method === 'is_expired') return this.#isExpired(nowMs)
    const child = this.#child(Number(args[0]), nowMs)
    if (method === 'child_timeout_ms' || !('value' in child)) return child
    const { value = 0 } = child
    const has = (id: Wrong): boolean => this.#has(id)
    return { rule: 'writes-a-valid-header', value: write(Number(value), has) }
  }

  #has(id: Wrong): boolean {
    return this.#world.has(id)
  }

  get #timeoutMs(): number {
    const isOther = this.#has('default-timeout') && this.#world.isDefault('timeout_ms')
    return isOther ? 30_000 : this.#world.number('timeout_ms')
  }

  get #reserveMs(): number {
    if (this.#has('reserve-ignored')) return 0
    const isOther = this.#has('default-reserve') && this.#world.isDefault('reserve_ms')
    return isOther ? 50 : this.#world.number('reserve_ms')
  }

  #clockMs(): number {
    return this.#has('system-clock') ? this.#world.systemMs() : this.#world.nowMs()
  }

  #look(): number {
    const nowMs = this.#clockMs()
    this.#latestMs = this.#has('clock-set-back-counts') ? nowMs : Math.max(this.#latestMs, nowMs)
    return this.#latestMs
  }

  #receive(header: string, nowMs: number): Answer {
    const has = (id: Wrong): boolean => this.#has(id)
    const ms = read(header, has)
    if (ms === undefined) return this.#refuse(nowMs)
    const shared = this.#shared
    this.#rule = 'only-shortens'
    const rule = /^[0-9]+m$/.test(header) ? 'only-shortens' : 'reads-every-unit'
    if (this.#has('header-replaces')) shared.deadlineMs = nowMs + ms
    else if (this.#has('header-begins-anew')) shared.deadlineMs = nowMs + Math.min(this.#timeoutMs, ms)
    else if (!this.#has('header-ignored')) {
      const fromMs = this.#has('header-from-creation') ? this.#createdMs : nowMs
      shared.deadlineMs = Math.min(shared.deadlineMs, fromMs + ms)
    }
    return { rule, value: this.#told(nowMs) }
  }

  #refuse(nowMs: number): Answer {
    const rule = 'refuses-an-invalid-header'
    this.#rule = rule
    if (this.#has('invalid-expires')) this.#shared.deadlineMs = nowMs
    return this.#has('invalid-is-ignored')
      ? { rule, value: this.#told(nowMs) }
      : { rule, raises: 'InvalidTimeoutError' }
  }

  #left(nowMs: number): number {
    return this.#shared.deadlineMs - nowMs
  }

  #ruleOf(nowMs: number): string {
    if (this.#rule !== 'starts-with-the-timeout') return this.#rule
    return nowMs === this.#createdMs ? this.#rule : 'counts-down-to-zero'
  }

  #told(nowMs: number): number {
    const left = this.#left(nowMs) - (this.#has('reserve-off-remaining') ? this.#reserveMs : 0)
    return this.#has('remaining-goes-negative') ? left : Math.max(0, left)
  }

  #isExpired(nowMs: number): Answer {
    const left = this.#left(nowMs)
    const isOver = this.#has('expires-one-late') ? left < 0 : left <= 0
    const isEarly = this.#has('expires-with-the-reserve') && left <= this.#reserveMs
    return { rule: 'expires-at-the-deadline', value: isOver || isEarly }
  }

  #child(wantedMs: number, nowMs: number): Answer {
    const left = this.#left(nowMs)
    const spare = left - this.#reserveMs
    if (this.#has('child-of-nothing-is-zero')) {
      return { rule: 'checks-before-the-call', value: Math.max(0, Math.min(wantedMs, spare)) }
    }
    if (this.#has('child-at-least-one')) {
      return { rule: 'checks-before-the-call', value: Math.max(1, Math.min(wantedMs, spare)) }
    }
    const isOver = this.#has('looks-at-expiry-alone') ? left <= 0 : spare <= 0
    if (isOver) return { rule: 'checks-before-the-call', raises: 'DeadlineExceededError' }
    const rule = this.#reserveMs > 0 && spare < wantedMs ? 'keeps-a-reserve' : 'child-within-the-parent'
    if (this.#has('child-ignores-parent')) return { rule, value: wantedMs }
    if (this.#has('child-takes-all')) return { rule, value: spare }
    if (this.#has('reserve-off-wanted')) {
      return { rule, value: Math.max(1, Math.min(wantedMs, left) - this.#reserveMs) }
    }
    return { rule, value: Math.min(wantedMs, spare) }
  }
}
