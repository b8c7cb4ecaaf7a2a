export interface Options {
  ttlMs?: number
  negativeTtlMs?: number
  beta?: number
  clock?: () => number
  random?: () => number
}

interface Entry {
  readonly value: unknown
  readonly deltaMs: number
  readonly expiresMs: number
}

/** A cache that recomputes a value before it expires, by a draw at each reading (XFetch). */
export class EarlyCache {
  readonly #ttlMs: number
  readonly #negativeTtlMs: number
  readonly #beta: number
  readonly #clock: () => number
  readonly #random: () => number
  readonly #entries = new Map<string, Entry>()

  constructor({
    ttlMs = 60_000,
    negativeTtlMs = 5000,
    beta = 1,
    clock = () => performance.now(),
    random = Math.random,
  }: Options = {}) {
    this.#ttlMs = ttlMs
    this.#negativeTtlMs = negativeTtlMs
    this.#beta = beta
    this.#clock = clock
    this.#random = random
  }

  async get<T>(key: string, load: (key: string) => Promise<T>): Promise<T> {
    const entry = this.#entries.get(key)
    const nowMs = this.#clock()
    if (entry === undefined || nowMs >= entry.expiresMs) return this.#load(key, load)
    if (!this.#isEarly(entry, nowMs)) return entry.value as T
    try {
      return await this.#load(key, load)
    } catch {
      return entry.value as T
    }
  }

  invalidate(key: string): boolean {
    const entry = this.#entries.get(key)
    this.#entries.delete(key)
    return entry !== undefined && this.#clock() < entry.expiresMs
  }

  /** A draw of 0 is infinitely early, unless the load took no time: infinity times 0 is not a number. */
  #isEarly({ deltaMs, expiresMs }: Entry, nowMs: number): boolean {
    return nowMs - deltaMs * this.#beta * Math.log(this.#random()) >= expiresMs
  }

  async #load<T>(key: string, load: (key: string) => Promise<T>): Promise<T> {
    const startedMs = this.#clock()
    const value = await load(key)
    const endedMs = this.#clock()
    const ttlMs = value === null || value === undefined ? this.#negativeTtlMs : this.#ttlMs
    this.#entries.set(key, { value, deltaMs: endedMs - startedMs, expiresMs: endedMs + ttlMs })
    return value
  }
}
