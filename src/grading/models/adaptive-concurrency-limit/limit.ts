import type { Wrong } from './misconceptions.ts'

/** The options, as numbers. */
export interface Bounds {
  readonly initial: number
  readonly min: number
  readonly max: number
  readonly backoffPercent: number
}

/** A limit that grows by one in a round of successes, and shrinks by a percentage. */
export class Limit {
  readonly #has: (id: Wrong) => boolean
  readonly #bounds: Bounds
  /** A whole number, but for who adds fractions. */
  #exact: number
  #progress = 0

  constructor(has: (id: Wrong) => boolean, bounds: Bounds) {
    this.#has = has
    this.#bounds = bounds
    this.#exact = has('starts-at-max') ? bounds.max : has('starts-at-min') ? bounds.min : bounds.initial
  }

  get value(): number {
    return Math.floor(this.#exact)
  }

  /** A success that does not count. */
  pass(): void {
    if (this.#has('needs-a-streak')) this.#progress = 0
  }

  /** A success that counts; true if the limit grows. */
  count(): boolean {
    const before = this.value
    if (this.#has('adds-a-fraction')) this.#set(this.#exact + 1 / this.#exact)
    else {
      this.#progress += 1
      if (this.#progress >= this.#round()) {
        if (!this.#has('progress-kept')) this.#progress = 0
        this.#set(this.value + 1)
      }
    }
    return this.value > before
  }

  #round(): number {
    if (this.#has('grows-each-success') || this.#has('no-rounds')) return 1
    if (this.#has('round-of-the-start')) return this.#bounds.initial
    return this.value + (this.#has('needs-one-more') ? 1 : 0)
  }

  #set(limit: number): void {
    this.#exact = this.#has('no-max') ? limit : Math.min(this.#bounds.max, limit)
  }

  shrink(inFlight: number): void {
    if (!this.#has('progress-survives-a-drop')) this.#progress = 0
    const { min } = this.#bounds
    const least = this.#has('no-min') ? 0 : this.#has('min-is-one') ? Math.min(1, min) : min
    this.#exact = Math.max(least, this.#smaller(inFlight))
  }

  #smaller(inFlight: number): number {
    const percent = this.#has('halves') ? 50 : this.#bounds.backoffPercent
    const exact = (this.#exact * percent) / 100
    if (this.#has('adds-a-fraction')) return exact
    if (this.#has('shrinks-by-one')) return this.value - 1
    if (this.#has('shrinks-by-the-percentage-itself')) return Math.floor((this.value * (100 - percent)) / 100)
    if (this.#has('shrinks-to-what-is-in-flight')) return Math.floor((inFlight * percent) / 100)
    if (this.#has('rounds-to-nearest')) return Math.round(exact)
    if (this.#has('floats')) return Math.floor(this.value * (percent / 100))
    return this.#has('rounds-up') ? Math.ceil(exact) : Math.floor(exact)
  }
}
