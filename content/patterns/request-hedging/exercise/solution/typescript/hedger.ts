export interface Options {
  maxAttempts?: number
  hedgeDelayMs?: number
  budgetPercent?: number
  budgetCap?: number
  schedule?: (delayMs: number, callback: () => void) => () => void
}

/** Thrown by `send` when no other attempt will do better. */
export class PermanentError extends Error {
  override name = 'PermanentError'
}

interface Call<T> {
  readonly send: (attempt: number) => T | Promise<T>
  readonly inFlight: Set<number>
  sent: number
  isRefused: boolean
  isOver: boolean
  stopTimer(): void
  succeed(value: T): void
  fail(error: unknown): void
}

/** When the first attempt is slow, another is sent beside it, and the first answer counts. */
export class Hedger {
  readonly #maxAttempts: number
  readonly #hedgeDelayMs: number
  readonly #budgetPercent: number
  readonly #cap: number
  readonly #schedule: (delayMs: number, callback: () => void) => () => void
  /** In hundredths of a hedge, so that every sum is exact. */
  #budget: number

  constructor(options: Options = {}) {
    const { maxAttempts = 2, hedgeDelayMs = 100, budgetPercent = 10, budgetCap = 10, schedule = timer } = options
    this.#maxAttempts = maxAttempts
    this.#hedgeDelayMs = hedgeDelayMs
    this.#budgetPercent = budgetPercent
    this.#cap = budgetCap * 100
    this.#budget = this.#cap
    this.#schedule = schedule
  }

  call<T>(send: (attempt: number) => T | Promise<T>, cancel: (attempt: number) => void): Promise<T> {
    this.#budget = Math.min(this.#cap, this.#budget + this.#budgetPercent)
    return new Promise<T>((resolve, reject) => {
      const inFlight = new Set<number>()
      const end = (): void => {
        call.isOver = true
        call.stopTimer()
        for (const attempt of inFlight) cancel(attempt)
      }
      const call: Call<T> = {
        send,
        inFlight,
        sent: 0,
        isRefused: false,
        isOver: false,
        stopTimer: () => {},
        succeed(value) {
          resolve(value)
          end()
        },
        fail(error) {
          reject(error)
          end()
        },
      }
      this.#start(call)
    })
  }

  hedgesLeft(): number {
    return Math.floor(this.#budget / 100)
  }

  #start<T>(call: Call<T>): void {
    call.sent += 1
    const attempt = call.sent
    call.inFlight.add(attempt)
    call.stopTimer()
    if (attempt < this.#maxAttempts) {
      call.stopTimer = this.#schedule(this.#hedgeDelayMs, () => this.#startNext(call))
    }
    this.#run(call, attempt)
  }

  /** Whether one was sent. */
  #startNext<T>(call: Call<T>): boolean {
    if (call.sent >= this.#maxAttempts || call.isRefused) return false
    if (this.#budget < 100) {
      call.isRefused = true
      call.stopTimer()
      return false
    }
    this.#budget -= 100
    this.#start(call)
    return true
  }

  /** Never rejects: what comes too late is nobody's any more. */
  async #run<T>(call: Call<T>, attempt: number): Promise<void> {
    try {
      const value = await call.send(attempt)
      if (call.isOver) return
      call.inFlight.delete(attempt)
      call.succeed(value)
    } catch (error) {
      if (call.isOver) return
      call.inFlight.delete(attempt)
      const mayGoOn = !(error instanceof PermanentError)
      if (mayGoOn && (this.#startNext(call) || call.inFlight.size > 0)) return
      call.fail(error)
    }
  }
}

function timer(delayMs: number, callback: () => void): () => void {
  const handle = setTimeout(callback, delayMs)
  return () => clearTimeout(handle)
}
