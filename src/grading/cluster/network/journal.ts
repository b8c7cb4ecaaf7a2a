import type { Passed } from './network.ts'

/** What a journal did not keep: so many events, from and up to these times. */
export interface LeftOut {
  readonly count: number
  /** The place in what was kept before which it would stand. */
  readonly at: number
  readonly fromUs: number
  readonly toUs: number
}

const FIRST = 5000
const LAST = 35_000

/** What passed on a network: the first of it and the last of it, since a run goes wrong at its start or its end. */
export class Journal {
  readonly #first: Passed[] = []
  readonly #last: Passed[] = []
  readonly #mostFirst: number
  readonly #mostLast: number
  #count = 0

  constructor(mostFirst = FIRST, mostLast = LAST) {
    this.#mostFirst = mostFirst
    this.#mostLast = mostLast
  }

  add(passed: Passed): void {
    const at = this.#count++ - this.#mostFirst
    if (at < 0) this.#first.push(passed)
    else this.#last[at % this.#mostLast] = passed
  }

  /** In the order in which it happened. */
  get passed(): readonly Passed[] {
    const oldest = Math.max(0, this.#count - this.#mostFirst) % this.#mostLast
    const isFull = this.#count - this.#mostFirst > this.#mostLast
    const last = isFull ? [...this.#last.slice(oldest), ...this.#last.slice(0, oldest)] : this.#last
    return [...this.#first, ...last]
  }

  /** Undefined when all was kept. */
  get leftOut(): LeftOut | undefined {
    const count = this.#count - this.#mostFirst - this.#mostLast
    if (count <= 0) return undefined
    const { passed } = this
    const at = this.#mostFirst
    return { count, at, fromUs: passed[at - 1]?.atUs ?? 0, toUs: passed[at]?.atUs ?? 0 }
  }
}
