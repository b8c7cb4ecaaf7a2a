// {{contract}}

export interface Options {
  timeoutMs?: number
  reserveMs?: number
  clock?: () => number
}

export class InvalidTimeoutError extends Error {}

export class DeadlineExceededError extends Error {}

export class DeadlineBudget {
  constructor(options: Options = {}) {
    // TODO: keep the options, and whatever the budget must remember between calls.
  }

  receive(header: string): number {
    // TODO: bring the deadline nearer; the milliseconds that are left.
    throw new Error('receive is yours to write')
  }

  remainingMs(): number {
    // TODO: the milliseconds until the deadline, never below 0.
    throw new Error('remainingMs is yours to write')
  }

  isExpired(): boolean {
    // TODO: whether the deadline is reached.
    throw new Error('isExpired is yours to write')
  }

  childTimeoutMs(wantedMs: number): number {
    // TODO: how long a call may take.
    throw new Error('childTimeoutMs is yours to write')
  }

  childHeader(wantedMs: number): string {
    // TODO: the same as a grpc-timeout.
    throw new Error('childHeader is yours to write')
  }
}
