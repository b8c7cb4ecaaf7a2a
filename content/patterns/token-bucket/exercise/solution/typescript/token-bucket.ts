export interface Options {
  capacity?: number
  refillPerSecond?: number
  clock?: () => number
}

/** A token bucket that is filled when it is asked, not by a timer. */
export class TokenBucket {
  readonly #capacity: number
  readonly #refillPerSecond: number
  readonly #clock: () => number
  #tokens: number
  #updatedAtMs: number

  constructor({ capacity = 10, refillPerSecond = 5, clock = () => performance.now() }: Options = {}) {
    this.#capacity = capacity
    this.#refillPerSecond = refillPerSecond
    this.#clock = clock
    this.#tokens = capacity
    this.#updatedAtMs = clock()
  }

  tryAcquire(tokens: number): boolean {
    this.#refill()
    if (this.#tokens < tokens) return false
    this.#tokens -= tokens
    return true
  }

  available(): number {
    this.#refill()
    return Math.floor(this.#tokens)
  }

  retryAfterMs(tokens: number): number | undefined {
    if (tokens > this.#capacity) return undefined
    this.#refill()
    const missing = Math.max(0, tokens - this.#tokens)
    return Math.ceil((missing * 1000) / this.#refillPerSecond)
  }

  /** Adds what has come in since the last time, fractions of a token included. */
  #refill(): void {
    const nowMs = this.#clock()
    const added = ((nowMs - this.#updatedAtMs) * this.#refillPerSecond) / 1000
    this.#tokens = Math.min(this.#capacity, this.#tokens + added)
    this.#updatedAtMs = nowMs
  }
}
