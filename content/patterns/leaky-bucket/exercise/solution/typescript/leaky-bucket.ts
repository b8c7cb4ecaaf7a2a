export interface Options {
  intervalMs?: number
  capacity?: number
  burst?: number
  clock?: () => number
}

/** A leaky bucket that needs no queue and no timer: the generic cell rate algorithm, with waiting. */
export class LeakyBucket {
  readonly #intervalMs: number
  readonly #longestDelayMs: number
  readonly #toleranceMs: number
  readonly #clock: () => number
  /** The place of the next request, unless that is in the past. */
  #nextAtMs: number

  constructor(options: Options = {}) {
    const { intervalMs = 100, capacity = 0, burst = 1 } = options
    const { clock = () => Math.floor(performance.now()) } = options
    this.#intervalMs = intervalMs
    this.#longestDelayMs = capacity * intervalMs
    this.#toleranceMs = (burst - 1) * intervalMs
    this.#clock = clock
    this.#nextAtMs = clock()
  }

  tryAcquire(): number | undefined {
    const nowMs = this.#clock()
    const delayMs = this.#delayMs(nowMs)
    if (delayMs > this.#longestDelayMs) return undefined
    this.#nextAtMs = Math.max(nowMs, this.#nextAtMs) + this.#intervalMs
    return delayMs
  }

  queued(): number {
    const nowMs = this.#clock()
    // Those who wait go an interval apart, the last of them an interval before the next place.
    const lastGoesInMs = this.#nextAtMs - this.#intervalMs - this.#toleranceMs - nowMs
    return Math.max(0, Math.ceil(lastGoesInMs / this.#intervalMs))
  }

  retryAfterMs(): number {
    const nowMs = this.#clock()
    return Math.max(0, this.#delayMs(nowMs) - this.#longestDelayMs)
  }

  #delayMs(nowMs: number): number {
    return Math.max(0, this.#nextAtMs - this.#toleranceMs - nowMs)
  }
}
