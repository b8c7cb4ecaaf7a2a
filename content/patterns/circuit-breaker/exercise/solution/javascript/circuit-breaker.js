/** The breaker rejected the call; the function was not called. */
export class CircuitOpenError extends Error {
  name = 'CircuitOpenError'
}

/** A circuit breaker that counts consecutive failures. */
export class CircuitBreaker {
  #failureThreshold
  #resetTimeoutMs
  #halfOpenMaxCalls
  #successThreshold
  #clock
  #state = 'closed'
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
  } = {}) {
    this.#failureThreshold = failureThreshold
    this.#resetTimeoutMs = resetTimeoutMs
    this.#halfOpenMaxCalls = halfOpenMaxCalls
    this.#successThreshold = successThreshold
    this.#clock = clock
  }

  get state() {
    return this.#state
  }

  async call(fn) {
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
  #enter(state) {
    this.#state = state
    this.#generation += 1
    this.#failures = 0
    this.#successes = 0
    this.#trials = 0
    this.#changedAtMs = this.#clock()
  }

  /** Lets the call through and returns its generation, or throws CircuitOpenError. */
  #admit() {
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

  #onFailure(generation) {
    if (generation !== this.#generation) return
    this.#failures += 1
    if (this.#state === 'half_open' || this.#failures >= this.#failureThreshold) this.#enter('open')
  }

  #onSuccess(generation) {
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
