// {{contract}}

export type State = 'closed' | 'open' | 'half_open'

export interface Options {
  failureThreshold?: number
  resetTimeoutMs?: number
  halfOpenMaxCalls?: number
  successThreshold?: number
  clock?: () => number
}

export class CircuitOpenError extends Error {
  override name = 'CircuitOpenError'
}

export class CircuitBreaker {
  constructor(options: Options = {}) {
    // TODO: keep the options, and whatever the breaker must remember between calls.
  }

  get state(): State {
    // TODO: 'closed', 'open' or 'half_open'.
    return 'closed'
  }

  async call<Value>(fn: () => Value | Promise<Value>): Promise<Value> {
    // TODO: decide whether the call may go through, run fn, and take note of how it ended.
    throw new Error('call is yours to write')
  }
}
