// {{contract}}

export interface Options {
  capacity?: number
  refillPerSecond?: number
  clock?: () => number
}

export class TokenBucket {
  constructor(options: Options = {}) {
    // TODO: keep the options, and whatever the bucket must remember between calls.
  }

  tryAcquire(tokens: number): boolean {
    // TODO: true, and take the tokens out, if there are enough; else false.
    throw new Error('tryAcquire is yours to write')
  }

  available(): number {
    // TODO: how many whole tokens there are now.
    throw new Error('available is yours to write')
  }

  retryAfterMs(tokens: number): number | undefined {
    // TODO: milliseconds until tryAcquire(tokens) would succeed; undefined when it never will.
    throw new Error('retryAfterMs is yours to write')
  }
}
