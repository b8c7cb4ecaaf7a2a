// {{contract}}

export interface Options {
  intervalMs?: number
  capacity?: number
  burst?: number
  clock?: () => number
}

export class LeakyBucket {
  constructor(options: Options = {}) {
    // TODO: keep the options, and whatever the bucket must remember between calls.
  }

  tryAcquire(): number | undefined {
    // TODO: milliseconds after which the request goes; undefined when it is refused.
    throw new Error('tryAcquire is yours to write')
  }

  queued(): number {
    // TODO: how many requests are waiting.
    throw new Error('queued is yours to write')
  }

  retryAfterMs(): number {
    // TODO: milliseconds until tryAcquire would take a request in; 0 when it would now.
    throw new Error('retryAfterMs is yours to write')
  }
}
