export interface Options {
  limit?: number
  windowMs?: number
  clock?: () => number
}

/** A limiter with an exact log: at most so many requests of a key in any stretch of a window. */
export class SlidingWindowLimiter {
  readonly #limit: number
  readonly #windowMs: number
  readonly #clock: () => number
  /**
   * By key, when requests were let through, oldest first. The key that was let through last is at the end
   * of the map, so that what is to be forgotten next is always in front.
   */
  readonly #logs = new Map<string, number[]>()

  constructor({ limit = 10, windowMs = 1000, clock = () => Math.floor(performance.now()) }: Options = {}) {
    this.#limit = limit
    this.#windowMs = windowMs
    this.#clock = clock
  }

  tryAcquire(key: string): boolean {
    const nowMs = this.#clock()
    const log = this.#logOf(key, nowMs)
    if (log.length >= this.#limit) return false
    log.push(nowMs)
    this.#logs.delete(key)
    this.#logs.set(key, log)
    return true
  }

  remaining(key: string): number {
    const log = this.#logOf(key, this.#clock())
    return this.#limit - log.length
  }

  retryAfterMs(key: string): number {
    const nowMs = this.#clock()
    const log = this.#logOf(key, nowMs)
    if (log.length < this.#limit) return 0
    return (log[0] ?? nowMs) + this.#windowMs - nowMs
  }

  keys(): string[] {
    this.#forgetIdle(this.#clock())
    return [...this.#logs.keys()].sort()
  }

  /** The times that count; a log of its own when there are none. */
  #logOf(key: string, nowMs: number): number[] {
    this.#forgetIdle(nowMs)
    const log = this.#logs.get(key) ?? []
    const over = log.findIndex((timeMs) => nowMs - timeMs < this.#windowMs)
    if (over > 0) log.splice(0, over)
    return log
  }

  #forgetIdle(nowMs: number): void {
    for (const [key, log] of this.#logs) {
      const newestMs = log[log.length - 1] ?? 0
      if (nowMs - newestMs < this.#windowMs) return
      this.#logs.delete(key)
    }
  }
}
