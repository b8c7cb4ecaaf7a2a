// cockatiel's circuit breaker behind the contract of the circuit-breaker exercise.
import { BrokenCircuitError, CircuitState, ConsecutiveBreaker, circuitBreaker, handleAll } from 'cockatiel'

export class CircuitOpenError extends Error {
  name = 'CircuitOpenError'
}

const STATES = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.HalfOpen]: 'half_open',
}

export class CircuitBreaker {
  #policy

  constructor({ failureThreshold = 5, resetTimeoutMs = 30_000 } = {}) {
    this.#policy = circuitBreaker(handleAll, {
      halfOpenAfter: resetTimeoutMs,
      breaker: new ConsecutiveBreaker(failureThreshold),
    })
  }

  get state() {
    return STATES[this.#policy.state]
  }

  async call(fn) {
    try {
      return await this.#policy.execute(fn)
    } catch (error) {
      if (error instanceof BrokenCircuitError) throw new CircuitOpenError()
      throw error
    }
  }
}
