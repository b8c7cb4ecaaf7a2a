import type { Airspace } from '../flight-model.ts'
import type { Wrong } from './misconceptions.ts'

/** Hedges that may be sent. */
export class Budget {
  readonly #air: Airspace
  /** One hedge: hundredths, but for a program that reckons with fractions. */
  readonly #whole: number
  readonly #share: number
  readonly #cap: number
  #held: number

  constructor(air: Airspace) {
    this.#air = air
    const percent = air.number('budget_percent') + 10 * this.#shift('default-percent', 'budget_percent')
    const cap = air.number('budget_cap') + this.#shift('default-cap', 'budget_cap')
    this.#whole = this.#has('inexact-sum') ? 1 : 100
    this.#share = this.#has('inexact-sum') ? percent / 100 : percent
    this.#cap = cap * this.#whole
    this.#held = this.#has('budget-starts-empty') ? 0 : this.#cap
  }

  #has(id: Wrong): boolean {
    return this.#air.has(id)
  }

  #shift(id: Wrong, option: string): number {
    return this.#has(id) && this.#air.isDefault(option) ? 1 : 0
  }

  earn(): void {
    if (this.#has('never-refilled')) return
    const cap = this.#has('no-cap') ? Number.POSITIVE_INFINITY : this.#cap
    this.#held = Math.min(cap, this.#held + this.#share)
  }

  /** Whether there was one. */
  take(): boolean {
    const isThere = this.#isThere()
    if (isThere) this.#held -= this.#whole
    return isThere
  }

  #isThere(): boolean {
    if (this.#has('a-fraction-is-enough')) return this.#held > 0
    return this.#has('needs-more-than-one') ? this.#held > this.#whole : this.#held >= this.#whole
  }

  giveBack(): void {
    this.#held = Math.min(this.#cap, this.#held + this.#whole)
  }

  left(): number {
    if (this.#has('left-in-hundredths')) return this.#held
    const hedges = this.#held / this.#whole
    return this.#has('left-rounds-up') ? Math.ceil(hedges) : Math.floor(hedges)
  }
}
