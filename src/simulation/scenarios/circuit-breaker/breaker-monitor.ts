import type { Details, Witness } from '../../kernel/witness.ts'
import { type BreakerState, CLOSED, HALF_OPEN, OPEN } from './breaker.ts'
import type { InvariantId } from './invariants.ts'
import { Told } from './narrate.ts'
import type { Settings } from './parameters.ts'

const failures: Details = ({ code }) => code === Told.callFailed
const trials: Details = ({ code }) => code === Told.trialBegan
const lateResults: Details = ({ code }) => code === Told.lateResult

/**
 * Checks the breaker from outside. It sees which calls were let through or rejected, how they ended
 * and which changes of state the breaker announced, and keeps its own count of everything else.
 */
export class BreakerMonitor {
  #state: BreakerState = CLOSED
  #openedAtUs = 0
  #period = 0
  #failures = 0
  #successes = 0
  #trials = 0
  /** Whether the result being settled came from an earlier period. */
  #settlingLate = false
  readonly changes = { opened: 0, reopened: 0, closed: 0, halfOpened: 0 }
  rejections = 0
  readonly #periodOfCall: Int32Array
  readonly #callsPerRequest: number
  readonly #settings: Settings
  readonly #witness: Witness<InvariantId>

  constructor(settings: Settings, witness: Witness<InvariantId>, requests: number, callsPerRequest: number) {
    this.#settings = settings
    this.#witness = witness
    this.#callsPerRequest = callsPerRequest
    this.#periodOfCall = new Int32Array(requests * callsPerRequest)
  }

  admitted(call: number): void {
    this.#periodOfCall[call] = this.#period
    if (this.#state === CLOSED) return
    const request = this.#requestOf(call)
    if (this.#state === OPEN) {
      this.#witness.violated('open-lets-nothing-through', `request ${request} goes through while open`)
      return
    }
    this.#trials += 1
    this.#witness.hear(Told.trialBegan, request, this.#trials)
    if (this.#trials <= this.#settings.halfOpenMaxCalls) return
    this.#witness.violated('trials-bounded', `${this.#trials} trials are in flight`, trials)
  }

  rejected(nowUs: number, call: number): void {
    this.rejections += 1
    const request = this.#requestOf(call)
    if (this.#state === OPEN) this.#rejectedWhileOpen(nowUs, request)
    else if (this.#state === CLOSED || this.#trials < this.#settings.halfOpenMaxCalls) {
      this.#witness.violated('rejects-with-cause', `request ${request} is rejected without cause`, trials)
    }
  }

  #rejectedWhileOpen(nowUs: number, request: number): void {
    const openUs = nowUs - this.#openedAtUs
    if (openUs < this.#settings.resetTimeoutUs) return
    const openMs = Math.floor(openUs / 1000)
    this.#witness.violated('open-period-ends', `request ${request} is rejected after ${openMs} ms open`)
  }

  /** To be called before the breaker learns of the result. */
  settling(call: number, ok: boolean): void {
    this.#settlingLate = this.#periodOfCall[call] !== this.#period
    const request = this.#requestOf(call)
    if (this.#settlingLate) this.#witness.hear(Told.lateResult, request)
    else if (this.#state === HALF_OPEN) this.#settlingTrial(request, ok)
    else this.#settlingClosed(request, ok)
  }

  #settlingTrial(request: number, ok: boolean): void {
    this.#trials -= 1
    if (ok) this.#successes += 1
    this.#witness.hear(Told.trialEnded, request, ok ? 1 : 0)
  }

  #settlingClosed(request: number, ok: boolean): void {
    this.#failures = ok ? 0 : this.#failures + 1
    if (!ok) this.#witness.hear(Told.callFailed, request, this.#failures)
  }

  /** To be called after the breaker has learned of the result. */
  settled(): void {
    if (this.#state === CLOSED && this.#failures >= this.#settings.failureThreshold) {
      this.#witness.violated(
        'opens-on-consecutive-failures',
        `it stays closed after ${this.#failures} failures in a row`,
        failures,
      )
    }
  }

  changed(nowUs: number, from: BreakerState, to: BreakerState): void {
    this.#judgeChange(from, to)
    this.#count(from, to)
    this.#state = to
    this.#period += 1
    this.#failures = 0
    this.#successes = 0
    this.#trials = 0
    if (to === OPEN) this.#openedAtUs = nowUs
    this.#witness.hear(Told.stateChanged, from, to)
  }

  #judgeChange(from: BreakerState, to: BreakerState): void {
    const { failureThreshold, successThreshold } = this.#settings
    if (to === HALF_OPEN) return
    if (this.#settlingLate) {
      this.#witness.violated('late-results-ignored', 'a late result changes the state', lateResults)
    } else if (from === CLOSED && this.#failures !== failureThreshold) {
      this.#witness.violated(
        'opens-on-consecutive-failures',
        `it opens with ${this.#failures} in a row, not ${failureThreshold}`,
        failures,
      )
    } else if (to === CLOSED && this.#successes !== successThreshold) {
      this.#witness.violated(
        'closes-on-successful-trials',
        `it closes after ${this.#successes} successful trials`,
        trials,
      )
    }
  }

  #count(from: BreakerState, to: BreakerState): void {
    if (to === CLOSED) this.changes.closed += 1
    else if (to === HALF_OPEN) this.changes.halfOpened += 1
    else if (from === HALF_OPEN) this.changes.reopened += 1
    else this.changes.opened += 1
  }

  #requestOf(call: number): number {
    return Math.floor(call / this.#callsPerRequest)
  }
}
