export interface Options {
  ttlMs: number
  clock?: () => number
}

/** The store has served a later holder already. */
export class StaleTokenError extends Error {
  override readonly name = 'StaleTokenError'
}

/** A lock service that grants leases with growing tokens, and a store that refuses the older ones. */
export class FencingService {
  readonly #ttlMs: number
  readonly #clock: () => number
  /** Of each lock the last token, which stays for ever. */
  readonly #tokens = new Map<string, number>()
  /** Of each lock when its lease is over; a release ends it at once. */
  readonly #ends = new Map<string, number>()
  readonly #values = new Map<string, string>()
  /** Of each key the highest token seen, which stays for ever. */
  readonly #highest = new Map<string, number>()

  constructor({ ttlMs, clock = () => performance.now() }: Options) {
    this.#ttlMs = ttlMs
    this.#clock = clock
  }

  acquire(lock: string): number | undefined {
    if (this.#isLeased(lock)) return undefined
    const token = (this.#tokens.get(lock) ?? 0) + 1
    this.#tokens.set(lock, token)
    this.#ends.set(lock, this.#clock() + this.#ttlMs)
    return token
  }

  renew(lock: string, token: number): boolean {
    if (!this.holds(lock, token)) return false
    this.#ends.set(lock, this.#clock() + this.#ttlMs)
    return true
  }

  release(lock: string, token: number): boolean {
    if (!this.holds(lock, token)) return false
    this.#ends.delete(lock)
    return true
  }

  holds(lock: string, token: number): boolean {
    return this.#tokens.get(lock) === token && this.#isLeased(lock)
  }

  write(key: string, value: string, token: number): void {
    this.#admit(key, token)
    this.#values.set(key, value)
  }

  read(key: string, token: number): string | undefined {
    this.#admit(key, token)
    return this.#values.get(key)
  }

  remove(key: string, token: number): void {
    this.#admit(key, token)
    this.#values.delete(key)
  }

  peek(key: string): string | undefined {
    return this.#values.get(key)
  }

  #isLeased(lock: string): boolean {
    const end = this.#ends.get(lock)
    return end !== undefined && this.#clock() < end
  }

  /** Compares first: whoever is refused must leave no trace. */
  #admit(key: string, token: number): void {
    const highest = this.#highest.get(key) ?? 0
    if (token < highest) throw new StaleTokenError(`${key}: token ${token} is older than ${highest}`)
    this.#highest.set(key, token)
  }
}
