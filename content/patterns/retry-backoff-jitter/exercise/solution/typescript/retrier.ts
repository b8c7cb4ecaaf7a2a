export interface Options {
  maxAttempts?: number
  baseMs?: number
  capMs?: number
  budgetMs?: number
  clock?: () => number
  random?: () => number
  sleep?: (ms: number) => Promise<void>
}

/** Thrown by an operation when trying again is of no use. */
export class PermanentError extends Error {
  override name = 'PermanentError'
}

/** Tries an operation again, with full jitter, up to a number of attempts and within a budget of time. */
export class Retrier {
  readonly #maxAttempts: number
  readonly #baseMs: number
  readonly #capMs: number
  readonly #budgetMs: number
  readonly #clock: () => number
  readonly #random: () => number
  readonly #sleep: (ms: number) => Promise<void>

  constructor({
    maxAttempts = 3,
    baseMs = 100,
    capMs = 2000,
    budgetMs = 10_000,
    clock = () => performance.now(),
    random = Math.random,
    sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  }: Options = {}) {
    this.#maxAttempts = maxAttempts
    this.#baseMs = baseMs
    this.#capMs = capMs
    this.#budgetMs = budgetMs
    this.#clock = clock
    this.#random = random
    this.#sleep = sleep
  }

  async call<T>(operation: () => Promise<T>): Promise<T> {
    const startedMs = this.#clock()
    let boundMs = Math.min(this.#capMs, this.#baseMs)
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await operation()
      } catch (error) {
        if (error instanceof PermanentError || attempt >= this.#maxAttempts) throw error
        const waitMs = Math.floor(this.#random() * boundMs)
        if (this.#clock() - startedMs + waitMs >= this.#budgetMs) throw error
        await this.#sleep(waitMs)
        boundMs = Math.min(this.#capMs, boundMs * 2)
      }
    }
  }
}
