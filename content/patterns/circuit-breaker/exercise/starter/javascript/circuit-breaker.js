// {{contract}}

export class CircuitOpenError extends Error {
  name = 'CircuitOpenError'
}

export class CircuitBreaker {
  constructor({
    failureThreshold = 5,
    resetTimeoutMs = 30000,
    halfOpenMaxCalls = 1,
    successThreshold = 1,
    clock,
  } = {}) {
    this.clock = clock
    // TODO: keep the options, and whatever the breaker must remember between calls.
  }

  get state() {
    // TODO: 'closed', 'open' or 'half_open'.
    return 'closed'
  }

  async call(fn) {
    // TODO: decide whether the call may go through, run fn, and take note of how it ended.
    throw new Error('call is yours to write')
  }
}
