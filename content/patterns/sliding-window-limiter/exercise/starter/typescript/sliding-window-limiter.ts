// {{contract}}

export interface Options {
  limit?: number
  windowMs?: number
  clock?: () => number
}

export class SlidingWindowLimiter {
  constructor(options: Options = {}) {
    // TODO: keep the options, and whatever the limiter must remember between calls.
  }

  tryAcquire(key: string): boolean {
    // TODO: true, and log the request, if fewer than `limit` of this key count; else false.
    throw new Error('tryAcquire is yours to write')
  }

  remaining(key: string): number {
    // TODO: how many requests of the key would be let through now.
    throw new Error('remaining is yours to write')
  }

  retryAfterMs(key: string): number {
    // TODO: milliseconds until tryAcquire(key) would succeed; 0 when it would now.
    throw new Error('retryAfterMs is yours to write')
  }

  keys(): string[] {
    // TODO: the keys of which a request counts, sorted.
    throw new Error('keys is yours to write')
  }
}
