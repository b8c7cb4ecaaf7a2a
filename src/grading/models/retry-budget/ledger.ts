import type { Wrong } from './misconceptions.ts'

/** A request (what it adds) or a retry (what it takes), in hundredths of a retry. */
export interface Entry {
  readonly kind: 'request' | 'retry'
  readonly atMs: number
  readonly units: number
}

/** A cell of its own, because a program may wrongly share it among its budgets. */
export interface Ledger {
  entries: Entry[]
  /** When it was last asked, for those who forget only what they see pass. */
  seenMs: number
  /** When a retry was last asked for. */
  triedMs: number
}

/** How long an entry counts: during its second of the clock and `windowSeconds` - 1 that follow. */
export class Window {
  readonly #has: (id: Wrong) => boolean
  readonly seconds: number
  readonly #startMs: number

  constructor(has: (id: Wrong) => boolean, seconds: number, startMs: number) {
    this.#has = has
    this.seconds = seconds
    this.#startMs = startMs
  }

  secondOf(ms: number): number {
    if (this.#has('milliseconds-for-seconds')) return ms
    return Math.floor((this.#has('seconds-from-the-start') ? ms - this.#startMs : ms) / 1000)
  }

  holds({ kind, atMs }: Entry, nowMs: number): boolean {
    if (this.#has('deposits-stay') && kind === 'request') return true
    if (this.#has('retries-stay') && kind === 'retry') return true
    if (this.#has('exact-milliseconds')) return nowMs - atMs < this.seconds * 1000
    const [second, now] = [this.secondOf(atMs), this.secondOf(nowMs)]
    if (this.#has('retries-go-each-second') && kind === 'retry') return second === now
    if (this.#has('fixed-window')) return Math.floor(second / this.seconds) === Math.floor(now / this.seconds)
    return now - second < this.#length()
  }

  #length(): number {
    if (this.#has('window-one-more')) return this.seconds + 1
    return this.#has('window-one-less') ? Math.max(1, this.seconds - 1) : this.seconds
  }

  /** Drops what a ring of slots writes over when it clears only the slot of the present second. */
  clearSlot(ledger: Ledger, nowMs: number): void {
    const now = this.secondOf(nowMs)
    ledger.entries = ledger.entries.filter(({ atMs }) => {
      const second = this.secondOf(atMs)
      return second === now || (now - second) % this.seconds !== 0
    })
  }
}

export function total(entries: readonly Entry[]): number {
  return entries.reduce((sum, { units }) => sum + units, 0)
}
