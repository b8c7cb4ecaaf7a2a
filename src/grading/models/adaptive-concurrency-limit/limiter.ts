import type { Json } from '../../sequence.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import { type Bounds, Limit } from './limit.ts'
import type { Wrong } from './misconceptions.ts'

const DONE = null

interface Permit {
  readonly atMs: number
  /** How many were in flight then, with this one. */
  readonly inFlight: number
}

/** What a limiter keeps; a cell of its own, because a program may wrongly share it. */
interface State {
  readonly limit: Limit
  readonly held: Map<number, Permit>
  /** Places that are taken, held or lost. */
  inFlight: number
  /** The number of the last permit given. */
  last: number
  lastAtMs: number
  /** Outcomes of permits up to this one are older than the limit. */
  recover: number
  recoverAtMs: number
  isRecovering: boolean
}

/**
 * Additive increase and multiplicative decrease as in congestion avoidance, with the recovery period of RFC 9002,
 * section 7.3.2: what was admitted before the limit shrank says nothing about the limit that it has now.
 */
export class Limiter implements Subject {
  readonly #world: World
  readonly #maxLatencyMs: number
  readonly #state: State
  /** The property that the limit hangs on, and that what is in flight hangs on. */
  #rule = 'admits-up-to-the-limit'
  #flightRule = 'admits-up-to-the-limit'

  constructor(world: World) {
    this.#world = world
    const slip = (id: Wrong, option: string) => world.has(id) && world.isDefault(option)
    const latencyMs = world.number('max_latency_ms')
    this.#maxLatencyMs = slip('default-latency', 'max_latency_ms') ? latencyMs / 5 : latencyMs
    const { first } = world
    const shared = this.#has('shared-limit') && first instanceof Limiter
    this.#state = shared ? first.#state : this.#fresh(this.#bounds())
  }

  call(method: string, args: readonly (Json | Subject)[], seen: Json | undefined): Answer {
    if (method === 'limit') return { rule: this.#rule, value: this.#state.limit.value }
    if (method === 'in_flight') return { rule: this.#flightRule, value: this.#state.inFlight }
    return method === 'try_acquire' ? this.#tryAcquire(seen) : this.#release(Number(args[0]), String(args[1]))
  }

  #has(id: Wrong): boolean {
    return this.#world.has(id)
  }

  #bounds(): Bounds {
    const option = (name: string, id: Wrong, other: number): number =>
      this.#has(id) && this.#world.isDefault(name) ? other : this.#world.number(name)
    return {
      initial: option('initial_limit', 'default-initial', 10),
      min: option('min_limit', 'default-min', 10),
      max: option('max_limit', 'default-max', 100),
      backoffPercent: option('backoff_percent', 'default-backoff', 50),
    }
  }

  #fresh(bounds: Bounds): State {
    const limit = new Limit((id) => this.#has(id), bounds)
    const none = { inFlight: 0, last: 0, lastAtMs: 0, recover: 0, recoverAtMs: -1, isRecovering: false }
    return { limit, held: new Map(), ...none }
  }

  #nowMs(): number {
    return this.#has('system-clock') ? this.#world.systemMs() : this.#world.nowMs()
  }

  #tryAcquire(seen: Json | undefined): Answer {
    const state = this.#state
    const rule = this.#flightRule
    this.#flightRule = 'admits-up-to-the-limit'
    if (this.#isFull()) {
      if (this.#has('refused-counts')) state.inFlight += 1
      if (this.#has('refused-takes-a-number')) state.last += 1
      return { rule: 'admits-up-to-the-limit', value: null }
    }
    state.inFlight += 1
    state.last = this.#number()
    state.lastAtMs = this.#nowMs()
    state.held.set(state.last, { atMs: state.lastAtMs, inFlight: state.inFlight })
    const value = state.last - (this.#has('numbers-from-zero') ? 1 : 0)
    return { rule: typeof seen === 'number' ? 'numbers-its-permits' : rule, value }
  }

  #isFull(): boolean {
    const { inFlight, limit } = this.#state
    if (this.#has('full-only-when-equal')) return inFlight === limit.value
    if (this.#has('admits-one-more')) return inFlight > limit.value
    return inFlight >= limit.value - (this.#has('last-place-empty') ? 1 : 0)
  }

  #number(): number {
    const { last, held } = this.#state
    if (!this.#has('numbers-are-reused')) return last + 1
    let free = 1
    while (held.has(free)) free += 1
    return free
  }

  #release(given: number, outcome: string): Answer {
    const state = this.#state
    const permit = given + (this.#has('numbers-from-zero') ? 1 : 0)
    const held = state.held.get(permit)
    if (held === undefined || (held.atMs === 0 && this.#has('time-zero-is-unknown'))) {
      return this.#unknown(permit, outcome)
    }
    const fromMs = this.#has('latency-from-the-last') ? state.lastAtMs : held.atMs
    const isSlow = this.#isSlow(this.#nowMs() - fromMs)
    this.#flightRule = 'every-outcome-frees-a-place'
    this.#learn(permit, held, outcome, isSlow)
    if (this.#isFreed(outcome, isSlow)) {
      state.held.delete(permit)
      if (outcome !== 'dropped' || !this.#has('drop-is-not-counted-off')) state.inFlight -= 1
    }
    if (state.inFlight === 0) state.isRecovering = false
    return { rule: 'unknown-permit-is-an-error', value: DONE }
  }

  #unknown(permit: number, outcome: string): Answer {
    const rule = 'unknown-permit-is-an-error'
    this.#rule = rule
    this.#flightRule = rule
    const late = this.#has('error-comes-too-late')
    const frees = this.#has('unknown-frees-a-place')
    const { inFlight } = this.#state
    if (frees) this.#learn(permit, { atMs: this.#nowMs(), inFlight }, outcome, false)
    if (late || frees) this.#state.inFlight -= 1
    if (frees || this.#has('unknown-is-silent')) return { rule, value: DONE }
    return { rule, raises: 'UnknownPermitError' }
  }

  #isSlow(latencyMs: number): boolean {
    return this.#has('slow-at-the-bound') ? latencyMs >= this.#maxLatencyMs : latencyMs > this.#maxLatencyMs
  }

  #isFreed(outcome: string, isSlow: boolean): boolean {
    if (outcome === 'dropped') return !this.#has('drop-keeps-its-place')
    if (outcome === 'ignored') return !this.#has('ignored-keeps-its-place')
    return !(isSlow && this.#has('slow-keeps-its-place'))
  }

  /** Lets the limit grow or shrink by what became of a request that still counts as in flight. */
  #learn(permit: number, held: Permit, outcome: string, isSlow: boolean): void {
    const { limit } = this.#state
    const verdict = this.#verdict(outcome, isSlow)
    if (outcome === 'ignored') this.#rule = 'ignored-says-nothing'
    if (verdict === 'nothing') return
    const isOld = this.#isOld(permit, held.atMs, verdict)
    if (isOld) this.#rule = 'shrinks-once-a-round'
    if (verdict === 'drop') {
      if (!isOld) this.#shrink(permit, outcome)
    } else if (isOld) limit.pass()
    else if (this.#isUsed(held)) this.#grow()
    else {
      this.#rule = 'grows-only-when-used'
      limit.pass()
    }
  }

  #grow(): void {
    const { limit } = this.#state
    const before = limit.value
    const grown = limit.count()
    this.#rule = 'grows-by-one-a-round'
    if (!grown && before === this.#world.number('max_limit')) this.#rule = 'stays-within-its-bounds'
  }

  #verdict(outcome: string, isSlow: boolean): 'success' | 'drop' | 'nothing' {
    if (outcome === 'dropped') return 'drop'
    if (outcome === 'ignored') {
      if (this.#has('ignored-is-drop') || (isSlow && this.#has('ignored-but-slow'))) return 'drop'
      return this.#has('ignored-is-success') ? 'success' : 'nothing'
    }
    if (!isSlow || this.#has('slow-is-success')) return 'success'
    return this.#has('slow-is-nothing') ? 'nothing' : 'drop'
  }

  /** Whether it was admitted before the limit last shrank. */
  #isOld(permit: number, atMs: number, verdict: string): boolean {
    const { recover, recoverAtMs, isRecovering } = this.#state
    if (this.#has('each-outcome-counts') || this.#has('no-rounds')) return false
    if (verdict === 'success' && this.#has('old-success-grows')) return false
    if (this.#has('cools-down')) {
      return verdict === 'drop' && recoverAtMs >= 0 && this.#nowMs() < recoverAtMs + this.#maxLatencyMs
    }
    if (this.#has('recovers-by-time')) return atMs <= recoverAtMs
    if (this.#has('one-drop-until-quiet')) return isRecovering
    return this.#has('last-admitted-counts') ? permit < recover : permit <= recover
  }

  #isUsed(held: Permit): boolean {
    const { limit } = this.#state
    const { inFlight } = this.#has('used-at-admission') ? held : this.#state
    if (this.#has('grows-unused')) return true
    if (this.#has('grows-only-when-full')) return inFlight >= limit.value
    if (this.#has('used-without-itself')) return (inFlight - 1) * 2 >= limit.value
    return this.#has('used-more-than-half') ? inFlight * 2 > limit.value : inFlight * 2 >= limit.value
  }

  #shrink(permit: number, outcome: string): void {
    const state = this.#state
    state.limit.shrink(state.inFlight)
    const own = this.#has('recovers-at-own-permit')
    state.recover = own ? Math.max(state.recover, permit) : state.last
    state.recoverAtMs = this.#nowMs()
    state.isRecovering = true
    const isLeast = state.limit.value === this.#world.number('min_limit')
    if (isLeast) this.#rule = 'stays-within-its-bounds'
    else this.#rule = outcome === 'dropped' ? 'shrinks-by-the-percentage' : 'slow-counts-as-dropped'
  }
}
