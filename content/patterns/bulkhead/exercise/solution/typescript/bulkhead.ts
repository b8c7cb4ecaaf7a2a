export interface Options {
  maxConcurrent?: number
  maxWaiting?: number
  maxWaitMs?: number
  schedule?: (delayMs: number, callback: () => void) => () => void
}

export class BulkheadFullError extends Error {
  override name = 'BulkheadFullError'
}

export class WaitTimeoutError extends Error {
  override name = 'WaitTimeoutError'
}

/** One call in line: it is let in, or it gives up. */
interface Waiter {
  letIn(): void
}

/** So many places, a bounded line before them, and a bound on the wait in it. */
export class Bulkhead {
  readonly #maxConcurrent: number
  readonly #maxWaiting: number
  readonly #maxWaitMs: number
  readonly #schedule: (delayMs: number, callback: () => void) => () => void
  readonly #line = new Set<Waiter>()
  #running = 0

  constructor({ maxConcurrent = 10, maxWaiting = 0, maxWaitMs = 1000, schedule = timer }: Options = {}) {
    this.#maxConcurrent = maxConcurrent
    this.#maxWaiting = maxWaiting
    this.#maxWaitMs = maxWaitMs
    this.#schedule = schedule
  }

  async run<T>(operation: () => T | Promise<T>): Promise<T> {
    if (this.#running < this.#maxConcurrent) this.#running += 1
    else await this.#wait()
    try {
      return await operation()
    } finally {
      this.#leave()
    }
  }

  inFlight(): number {
    return this.#running
  }

  waiting(): number {
    return this.#line.size
  }

  #wait(): Promise<void> {
    if (this.#line.size >= this.#maxWaiting) {
      throw new BulkheadFullError(`${this.#running} run, ${this.#line.size} wait`)
    }
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        this.#line.delete(waiter)
        reject(new WaitTimeoutError(`no place within ${this.#maxWaitMs} ms`))
      }
      const cancel = this.#schedule(this.#maxWaitMs, giveUp)
      const letIn = (): void => {
        cancel()
        resolve()
      }
      const waiter = { letIn }
      this.#line.add(waiter)
    })
  }

  /** The place goes to the next in line as it is: nobody else can take it on the way. */
  #leave(): void {
    const [next] = this.#line
    if (next === undefined) {
      this.#running -= 1
      return
    }
    this.#line.delete(next)
    next.letIn()
  }
}

function timer(delayMs: number, callback: () => void): () => void {
  const handle = setTimeout(callback, delayMs)
  return () => clearTimeout(handle)
}
