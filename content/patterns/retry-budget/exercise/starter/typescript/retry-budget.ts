// {{contract}}

export interface Options {
  retryPercent?: number
  minRetriesPerSecond?: number
  windowSeconds?: number
  clock?: () => number
}

export class RetryBudget {
  constructor(options: Options = {}) {
    // TODO: keep the options, and whatever the budget must remember between calls.
  }

  recordRequest(): void {
    // TODO: add the share of a request.
    throw new Error('recordRequest is yours to write')
  }

  tryRetry(): boolean {
    // TODO: true, and take one retry out, if there is one; else false.
    throw new Error('tryRetry is yours to write')
  }

  balance(): number {
    // TODO: how many whole retries there are now.
    throw new Error('balance is yours to write')
  }
}
