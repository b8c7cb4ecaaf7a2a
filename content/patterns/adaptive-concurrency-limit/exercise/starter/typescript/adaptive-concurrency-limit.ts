// {{contract}}

export interface Options {
  initialLimit?: number
  minLimit?: number
  maxLimit?: number
  backoffPercent?: number
  maxLatencyMs?: number
  clock?: () => number
}

export type Outcome = 'success' | 'dropped' | 'ignored'

export class UnknownPermitError extends Error {}

export class AdaptiveConcurrencyLimit {
  constructor(options: Options = {}) {
    // TODO: keep the options, and whatever the limiter must remember between calls.
  }

  tryAcquire(): number | undefined {
    // TODO: the number of a permit, or undefined when the request is refused.
    throw new Error('tryAcquire is yours to write')
  }

  release(permit: number, outcome: Outcome): void {
    // TODO: free the place, and let the limit grow or shrink; throw UnknownPermitError if the permit is not held.
    throw new Error('release is yours to write')
  }

  limit(): number {
    // TODO: how many requests may be in flight now.
    throw new Error('limit is yours to write')
  }

  inFlight(): number {
    // TODO: how many permits are held.
    throw new Error('inFlight is yours to write')
  }
}
