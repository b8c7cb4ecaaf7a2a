export interface Options {
  retryPercent?: number
  minRetriesPerSecond?: number
  windowSeconds?: number
  clock?: () => number
}

/** Everything is counted in hundredths of a retry, in whole numbers. */
const RETRY = 100

/** A budget for retries: a share of the requests of the last seconds, on top of a floor. */
export class RetryBudget {
  readonly #share: number
  readonly #windowSeconds: number
  readonly #clock: () => number
  /** Below zero when requests have left the window and retries that they paid for have not. */
  #units: number
  /** What was added less what was taken in each second, the oldest first. */
  readonly #seconds = new Map<number, number>()

  constructor(options: Options = {}) {
    const { retryPercent = 20, minRetriesPerSecond = 10, windowSeconds = 10 } = options
    const { clock = () => performance.now() } = options
    this.#share = retryPercent
    this.#windowSeconds = windowSeconds
    this.#clock = clock
    this.#units = minRetriesPerSecond * windowSeconds * RETRY
  }

  recordRequest(): void {
    this.#add(this.#slide(), this.#share)
  }

  tryRetry(): boolean {
    const second = this.#slide()
    if (this.#units < RETRY) return false
    this.#add(second, -RETRY)
    return true
  }

  balance(): number {
    this.#slide()
    return Math.floor(Math.max(0, this.#units) / RETRY)
  }

  /** Undoes what happened in seconds that have left the window, and gives the present one. */
  #slide(): number {
    const now = Math.floor(this.#clock() / 1000)
    for (const [second, units] of this.#seconds) {
      if (second > now - this.#windowSeconds) break
      this.#units -= units
      this.#seconds.delete(second)
    }
    return now
  }

  #add(second: number, units: number): void {
    this.#seconds.set(second, (this.#seconds.get(second) ?? 0) + units)
    this.#units += units
  }
}
