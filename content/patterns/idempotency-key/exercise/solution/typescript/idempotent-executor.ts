export interface Options {
  ttlMs?: number
  clock?: () => number
}

/** The key belongs to another request. */
export class KeyConflictError extends Error {
  override name = 'KeyConflictError'
}

/** Thrown by an operation whose request was decided, and declined. */
export class DeclinedError extends Error {
  override name = 'DeclinedError'
}

type Outcome = { readonly value: unknown } | { readonly declined: DeclinedError }

interface Known {
  readonly request: string
  readonly outcome: Outcome
  readonly storedMs: number
}

/** Runs each idempotency key to one outcome, and answers copies with it. */
export class IdempotentExecutor {
  readonly #ttlMs: number
  readonly #clock: () => number
  /** The one stored first is in front: all live equally long, so it expires first. */
  readonly #known = new Map<string, Known>()
  /** Keys whose operation is at work. A copy that comes meanwhile waits for its outcome. */
  readonly #running = new Map<string, Promise<void>>()

  constructor({ ttlMs = 86_400_000, clock = () => performance.now() }: Options = {}) {
    this.#ttlMs = ttlMs
    this.#clock = clock
  }

  async execute<T>(key: string, request: string, operation: () => Promise<T>): Promise<T> {
    while (this.#running.has(key)) await this.#running.get(key)
    this.#dropExpired()
    const known = this.#known.get(key)
    if (known !== undefined && known.request !== request) {
      throw new KeyConflictError('the key belongs to another request')
    }
    const outcome = known?.outcome ?? (await this.#run(key, request, operation))
    if ('declined' in outcome) throw outcome.declined
    return outcome.value as T
  }

  size(): number {
    this.#dropExpired()
    return this.#known.size
  }

  async #run(key: string, request: string, operation: () => Promise<unknown>): Promise<Outcome> {
    let done = (): void => {}
    this.#running.set(key, new Promise<void>((resolve) => (done = resolve)))
    try {
      const outcome = await outcomeOf(operation)
      this.#known.set(key, { request, outcome, storedMs: this.#clock() })
      return outcome
    } finally {
      this.#running.delete(key)
      done()
    }
  }

  #dropExpired(): void {
    const limit = this.#clock() - this.#ttlMs
    for (const [key, { storedMs }] of this.#known) {
      if (storedMs > limit) return
      this.#known.delete(key)
    }
  }
}

/** Rejects with an error that decides nothing. */
async function outcomeOf(operation: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { value: await operation() }
  } catch (error) {
    if (error instanceof DeclinedError) return { declined: error }
    throw error
  }
}
