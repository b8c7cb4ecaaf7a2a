export interface Options {
  capacity?: number
  windowMs?: number
  clock?: () => number
}

/** Remembers message ids for a while, and no more of them than fit. */
export class Deduplicator {
  readonly #capacity: number
  readonly #windowMs: number
  readonly #clock: () => number
  /**
   * By id, when it was recorded. Nothing moves in here, so that the front is what was recorded first,
   * expires next, and is evicted next.
   */
  readonly #recordedAt = new Map<string, number>()

  constructor(options: Options = {}) {
    const { capacity = 16, windowMs = 300_000, clock = () => Math.floor(performance.now()) } = options
    this.#capacity = capacity
    this.#windowMs = windowMs
    this.#clock = clock
  }

  seen(id: string): boolean {
    const nowMs = this.#dropExpired()
    if (this.#recordedAt.has(id)) return true
    if (this.#recordedAt.size >= this.#capacity) this.#dropFirst()
    this.#recordedAt.set(id, nowMs)
    return false
  }

  remembers(id: string): boolean {
    this.#dropExpired()
    return this.#recordedAt.has(id)
  }

  forget(id: string): boolean {
    this.#dropExpired()
    return this.#recordedAt.delete(id)
  }

  size(): number {
    this.#dropExpired()
    return this.#recordedAt.size
  }

  ids(): string[] {
    this.#dropExpired()
    return [...this.#recordedAt.keys()]
  }

  #dropFirst(): void {
    for (const id of this.#recordedAt.keys()) {
      this.#recordedAt.delete(id)
      return
    }
  }

  #dropExpired(): number {
    const nowMs = this.#clock()
    for (const [id, atMs] of this.#recordedAt) {
      if (nowMs - atMs < this.#windowMs) break
      this.#recordedAt.delete(id)
    }
    return nowMs
  }
}
