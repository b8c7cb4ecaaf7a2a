export interface Options {
  capacity?: number
  ttlMs?: number
  clock?: () => number
}

/** A cache that evicts the least recently used entry, and lets entries expire at their age. */
export class LruCache {
  readonly #capacity: number
  readonly #ttlMs: number
  readonly #clock: () => number
  /** A map keeps the order in which keys were set: here the least recently used is first. */
  readonly #values = new Map<string, number>()
  /** When each entry was put, the oldest first. All live equally long, so what expires next is in front. */
  readonly #putAt = new Map<string, number>()

  constructor({ capacity = 8, ttlMs = 0, clock = () => performance.now() }: Options = {}) {
    this.#capacity = capacity
    this.#ttlMs = ttlMs
    this.#clock = clock
  }

  get(key: string): number | undefined {
    this.#dropExpired()
    const value = this.#values.get(key)
    if (value !== undefined) moveToEnd(this.#values, key, value)
    return value
  }

  put(key: string, value: number): void {
    this.#dropExpired()
    if (!this.#values.has(key) && this.#values.size >= this.#capacity) this.#dropFirst()
    moveToEnd(this.#values, key, value)
    moveToEnd(this.#putAt, key, this.#clock())
  }

  peek(key: string): number | undefined {
    this.#dropExpired()
    return this.#values.get(key)
  }

  contains(key: string): boolean {
    this.#dropExpired()
    return this.#values.has(key)
  }

  remove(key: string): boolean {
    this.#dropExpired()
    this.#putAt.delete(key)
    return this.#values.delete(key)
  }

  size(): number {
    this.#dropExpired()
    return this.#values.size
  }

  keys(): string[] {
    this.#dropExpired()
    return [...this.#values.keys()]
  }

  #dropFirst(): void {
    const [first] = this.#values.keys()
    if (first !== undefined) this.#drop(first)
  }

  #dropExpired(): void {
    if (this.#ttlMs === 0) return
    const nowMs = this.#clock()
    for (const [key, putAtMs] of this.#putAt) {
      if (nowMs - putAtMs < this.#ttlMs) return
      this.#drop(key)
    }
  }

  #drop(key: string): void {
    this.#values.delete(key)
    this.#putAt.delete(key)
  }
}

function moveToEnd<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key)
  map.set(key, value)
}
