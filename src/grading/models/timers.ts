interface Timer {
  readonly dueMs: number
  readonly callback: () => void
}

/** A misconception may schedule for ever: no correct program does so much in one operation. */
const MOST_FIRINGS = 1000

/** Virtual time: what is due at some time, and what is to be done as soon as all else has come to rest. */
export class Timers {
  #timers: Timer[] = []
  #tasks: (() => void)[] = []
  #nowMs: number

  constructor(startMs: number) {
    this.#nowMs = startMs
  }

  get nowMs(): number {
    return this.#nowMs
  }

  /** Calls back when so much time has passed; what it returns takes that back. */
  after(ms: number, callback: () => void): () => void {
    const timer = { dueMs: this.#nowMs + ms, callback }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer)
    }
  }

  later(task: () => void): void {
    this.#tasks.push(task)
  }

  /** Lets time pass, and does what is due by then in the order of time, then of scheduling. */
  pass(ms: number): void {
    const targetMs = this.#nowMs + ms
    for (let count = 0; count < MOST_FIRINGS; count += 1) {
      this.#doTasks()
      const next = this.#nextBy(targetMs)
      if (next === undefined) break
      this.#timers = this.#timers.filter((one) => one !== next)
      this.#nowMs = Math.max(this.#nowMs, next.dueMs)
      next.callback()
    }
    this.#nowMs = targetMs
  }

  #nextBy(targetMs: number): Timer | undefined {
    return this.#timers
      .filter(({ dueMs }) => dueMs <= targetMs)
      .reduce<Timer | undefined>(
        (first, one) => (first === undefined || one.dueMs < first.dueMs ? one : first),
        undefined,
      )
  }

  #doTasks(): void {
    for (let task = this.#tasks.shift(); task !== undefined; task = this.#tasks.shift()) task()
  }
}
