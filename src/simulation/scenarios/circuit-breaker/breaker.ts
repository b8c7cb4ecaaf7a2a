import type { Settings } from './parameters.ts'

export const CLOSED = 0
export const OPEN = 1
export const HALF_OPEN = 2
export type BreakerState = typeof CLOSED | typeof OPEN | typeof HALF_OPEN

/** What stands between the service and its dependency. */
export interface CallGuard {
  /** The period in which a call is let through; REJECTED when it is not. */
  admit(nowUs: number): number
  settle(nowUs: number, period: number, ok: boolean): void
}

export const REJECTED = -1

/** The run without a breaker. */
export const noBreaker: CallGuard = { admit: () => 0, settle: () => undefined }

export type StateListener = (nowUs: number, from: BreakerState, to: BreakerState) => void

/**
 * The circuit breaker of the lesson: consecutive failures open it; after the reset timeout the next
 * call is a trial; enough successful trials close it, one failed trial opens it again. A result
 * counts only in the period in which its call was let through; a period ends with each change of
 * state. The steps that a mutant gets wrong are methods of their own.
 */
export class Breaker implements CallGuard {
  protected state: BreakerState = CLOSED
  protected openedAtUs = 0
  #period = 0
  #failures = 0
  #trialsInFlight = 0
  #successes = 0
  readonly #settings: Settings
  readonly #onChange: StateListener

  constructor(settings: Settings, onChange: StateListener) {
    this.#settings = settings
    this.#onChange = onChange
  }

  admit(nowUs: number): number {
    if (this.state === OPEN && this.mayTry(nowUs)) this.#become(HALF_OPEN, nowUs)
    if (this.#admits()) {
      if (this.state === HALF_OPEN) this.#trialsInFlight += 1
      return this.#period
    }
    this.whenRejected(nowUs)
    return REJECTED
  }

  settle(nowUs: number, period: number, ok: boolean): void {
    if (this.isLate(period)) return
    if (this.state === HALF_OPEN) this.#settleTrial(nowUs, ok)
    else if (ok) this.#failures = this.failuresAfterSuccess(this.#failures)
    else this.#countFailure(nowUs)
  }

  protected mayTry(nowUs: number): boolean {
    return nowUs >= this.openedAtUs + this.#settings.resetTimeoutUs
  }

  protected admitsWhileOpen(): boolean {
    return false
  }

  protected admitsTrial(inFlight: number): boolean {
    return inFlight < this.#settings.halfOpenMaxCalls
  }

  protected trialSucceeds(ok: boolean): boolean {
    return ok
  }

  protected whenRejected(_nowUs: number): void {}

  protected isLate(period: number): boolean {
    return period !== this.#period
  }

  protected failuresAfterSuccess(_failures: number): number {
    return 0
  }

  #admits(): boolean {
    if (this.state === CLOSED) return true
    return this.state === OPEN ? this.admitsWhileOpen() : this.admitsTrial(this.#trialsInFlight)
  }

  #settleTrial(nowUs: number, ok: boolean): void {
    this.#trialsInFlight -= 1
    const succeeds = this.trialSucceeds(ok)
    if (succeeds) this.#successes += 1
    if (!succeeds) this.#become(OPEN, nowUs)
    else if (this.#successes >= this.#settings.successThreshold) this.#become(CLOSED, nowUs)
  }

  #countFailure(nowUs: number): void {
    this.#failures += 1
    if (this.#failures >= this.#settings.failureThreshold) this.#become(OPEN, nowUs)
  }

  #become(state: BreakerState, nowUs: number): void {
    const from = this.state
    this.state = state
    this.#period += 1
    this.#failures = 0
    this.#successes = 0
    this.#trialsInFlight = 0
    if (state === OPEN) this.openedAtUs = nowUs
    this.#onChange(nowUs, from, state)
  }
}
