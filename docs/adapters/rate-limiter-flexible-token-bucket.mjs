// The limiter in memory of rate-limiter-flexible behind the contract of the token-bucket exercise.
import { RateLimiterMemory } from 'rate-limiter-flexible'

const KEY = 'all'

export class TokenBucket {
  #limiter
  #capacity

  constructor({ capacity = 10, refillPerSecond = 5 } = {}) {
    this.#capacity = capacity
    // As many points in as long as the bucket needs to fill: the same rate for long.
    this.#limiter = new RateLimiterMemory({ points: capacity, duration: capacity / refillPerSecond })
  }

  async tryAcquire(tokens) {
    return this.#limiter.consume(KEY, tokens).then(
      () => true,
      () => false,
    )
  }

  async available() {
    const found = await this.#limiter.get(KEY)
    return found === null ? this.#capacity : Math.max(0, found.remainingPoints)
  }

  async retryAfterMs(tokens) {
    if (tokens > this.#capacity) return undefined
    const found = await this.#limiter.get(KEY)
    if (found === null || found.remainingPoints >= tokens) return 0
    return Math.ceil(found.msBeforeNext)
  }
}
