// opossum's circuit breaker behind the contract of the circuit-breaker exercise.
import Opossum from 'opossum'

export class CircuitOpenError extends Error {
  name = 'CircuitOpenError'
}

export class CircuitBreaker {
  #breaker

  constructor({ failureThreshold = 5, resetTimeoutMs = 30_000 } = {}) {
    this.#breaker = new Opossum((fn) => fn(), {
      timeout: false,
      resetTimeout: resetTimeoutMs,
      // The nearest that a share of failures comes to a count of them: all of the last few calls.
      volumeThreshold: failureThreshold,
      errorThresholdPercentage: 99,
    })
  }

  get state() {
    if (this.#breaker.halfOpen) return 'half_open'
    return this.#breaker.opened ? 'open' : 'closed'
  }

  async call(fn) {
    try {
      return await this.#breaker.fire(fn)
    } catch (error) {
      if (error?.code === 'EOPENBREAKER') throw new CircuitOpenError()
      throw error
    }
  }
}
