export interface Options {
  initialLimit?: number
  minLimit?: number
  maxLimit?: number
  backoffPercent?: number
  maxLatencyMs?: number
  clock?: () => number
}

export type Outcome = 'success' | 'dropped' | 'ignored'

/** The permit is not held. */
export class UnknownPermitError extends Error {
  override readonly name = 'UnknownPermitError'
}

/** A limit of requests in flight that finds its own value: additive increase, multiplicative decrease. */
export class AdaptiveConcurrencyLimit {
  readonly #minLimit: number
  readonly #maxLimit: number
  readonly #backoffPercent: number
  readonly #maxLatencyMs: number
  readonly #clock: () => number
  #limit: number
  /** Successes that have counted since the limit last changed. */
  #counted = 0
  /** When each permit that is held was given. */
  readonly #held = new Map<number, number>()
  #lastPermit = 0
  /** Requests up to this one were admitted under an older, larger limit. */
  #outdated = 0

  constructor(options: Options = {}) {
    const { initialLimit = 20, minLimit = 1, maxLimit = 200 } = options
    const { backoffPercent = 90, maxLatencyMs = 5000, clock = () => performance.now() } = options
    this.#limit = initialLimit
    this.#minLimit = minLimit
    this.#maxLimit = maxLimit
    this.#backoffPercent = backoffPercent
    this.#maxLatencyMs = maxLatencyMs
    this.#clock = clock
  }

  tryAcquire(): number | undefined {
    if (this.#held.size >= this.#limit) return undefined
    this.#lastPermit += 1
    this.#held.set(this.#lastPermit, this.#clock())
    return this.#lastPermit
  }

  release(permit: number, outcome: Outcome): void {
    const admittedAtMs = this.#held.get(permit)
    if (admittedAtMs === undefined) throw new UnknownPermitError(`permit ${permit} is not held`)
    const isUsed = this.#held.size * 2 >= this.#limit
    const latencyMs = this.#clock() - admittedAtMs
    this.#held.delete(permit)
    if (outcome === 'ignored' || permit <= this.#outdated) return
    if (outcome === 'dropped' || latencyMs > this.#maxLatencyMs) this.#shrink()
    else if (isUsed) this.#count()
  }

  limit(): number {
    return this.#limit
  }

  inFlight(): number {
    return this.#held.size
  }

  #shrink(): void {
    this.#limit = Math.max(this.#minLimit, Math.floor((this.#limit * this.#backoffPercent) / 100))
    this.#counted = 0
    this.#outdated = this.#lastPermit
  }

  #count(): void {
    this.#counted += 1
    if (this.#counted < this.#limit) return
    this.#limit = Math.min(this.#maxLimit, this.#limit + 1)
    this.#counted = 0
  }
}
