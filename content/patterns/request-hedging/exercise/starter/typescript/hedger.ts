// {{contract}}

export interface Options {
  maxAttempts?: number
  hedgeDelayMs?: number
  budgetPercent?: number
  budgetCap?: number
  schedule?: (delayMs: number, callback: () => void) => () => void
}

export class PermanentError extends Error {}

export class Hedger {
  constructor(options: Options = {}) {
    // TODO: keep the options, and whatever the hedger must remember between calls.
  }

  async call<T>(send: (attempt: number) => Promise<T>, cancel: (attempt: number) => void): Promise<T> {
    // TODO: what the first of send(1), send(2), ... gives that succeeds; cancel(n) for those in flight.
    throw new Error('call is yours to write')
  }

  hedgesLeft(): number {
    // TODO: how many whole hedges the budget holds now.
    throw new Error('hedgesLeft is yours to write')
  }
}
