export type State = 'closed' | 'open' | 'half_open'

export interface Options {
  failureThreshold?: number
  resetTimeoutMs?: number
  halfOpenMaxCalls?: number
  successThreshold?: number
  clock?: () => number
}

/** The breaker rejected the call; the function was not called. */
export class CircuitOpenError extends Error {
  override name = 'CircuitOpenError'
}

/** A circuit breaker that counts consecutive failures. */
export class CircuitBreaker {
  readonly #failureThreshold: number
  readonly #resetTimeoutMs: number
  readonly #halfOpenMaxCalls: number
  readonly #successThreshold: number
  readonly #clock: () => number
  #state: State = 'closed'
  #generation = 0
  #failures = 0
  #successes = 0
  #trials = 0
  #changedAtMs = 0

  constructor({
    failureThreshold = 5,
    resetTimeoutMs = 30_000,
    halfOpenMaxCalls = 1,
    successThreshold = 1,
    clock = () => performance.now(),
  }: Options = {}) {
    this.#failureThreshold = failureThreshold
    this.#resetTimeoutMs = resetTimeoutMs
    this.#halfOpenMaxCalls = halfOpenMaxCalls
    this.#successThreshold = successThreshold
    this.#clock = clock
  }

  get state(): State {
    return this.#state
  }

  async call<Value>(fn: () => Value | Promise<Value>): Promise<Value> {
    const generation = this.#admit()
    try {
      const value = await fn()
      this.#onSuccess(generation)
      return value
    } catch (error) {
      this.#onFailure(generation)
      throw error
    }
  }

  /** Changes the state. Calls admitted before belong to an older generation from now on. */
  #enter(state: State): void {
    this.#state = state
    this.#generation += 1
    this.#failures = 0
    this.#successes = 0
    this.#trials = 0
    this.#changedAtMs = this.#clock()
  }

  /** Lets the call through and returns its generation, or throws CircuitOpenError. */
  #admit(): number {
    if (this.#state === 'open') {
      if (this.#clock() - this.#changedAtMs < this.#resetTimeoutMs) {
        throw new CircuitOpenError('the circuit is open')
      }
      this.#enter('half_open')
    }
    if (this.#state === 'half_open') {
      if (this.#trials >= this.#halfOpenMaxCalls) {
        throw new CircuitOpenError('enough trial calls are in flight')
      }
      this.#trials += 1
    }
    return this.#generation
  }

  #onFailure(generation: number): void {
    if (generation !== this.#generation) return
    this.#failures += 1
    if (this.#state === 'half_open' || this.#failures >= this.#failureThreshold) this.#enter('open')
  }

  #onSuccess(generation: number): void {
    if (generation !== this.#generation) return
    if (this.#state === 'half_open') {
      this.#trials -= 1
      this.#successes += 1
      if (this.#successes >= this.#successThreshold) this.#enter('closed')
    } else {
      this.#failures = 0
    }
  }
}
