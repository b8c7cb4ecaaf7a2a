import { ExactSum } from './exact-sum.ts'
import { type Interval, studentT95 } from './statistics.ts'

/** What `Moments` can go on from, as plain data. */
export interface MomentsData {
  readonly count: number
  /** Values that were not finite; they are in no sum. */
  readonly missing: number
  readonly sum: readonly number[]
  readonly squares: readonly number[]
}

/**
 * Mean and spread of any number of values in constant space. The sums are exact, so that the same
 * values give the same digits in any order and however they were split up before `merge`.
 */
export class Moments {
  #count: number
  #missing: number
  readonly #sum: ExactSum
  readonly #squares: ExactSum

  constructor(data: MomentsData = { count: 0, missing: 0, sum: [], squares: [] }) {
    this.#count = data.count
    this.#missing = data.missing
    this.#sum = new ExactSum(data.sum)
    this.#squares = new ExactSum(data.squares)
  }

  get count(): number {
    return this.#count
  }

  get missing(): number {
    return this.#missing
  }

  add(value: number): void {
    if (!Number.isFinite(value)) {
      this.#missing += 1
      return
    }
    this.#count += 1
    this.#sum.add(value)
    this.#squares.addProduct(value, value)
  }

  merge({ count, missing, sum, squares }: MomentsData): void {
    this.#count += count
    this.#missing += missing
    for (const part of sum) this.#sum.add(part)
    for (const part of squares) this.#squares.add(part)
  }

  data(): MomentsData {
    return {
      count: this.#count,
      missing: this.#missing,
      sum: [...this.#sum.parts()],
      squares: [...this.#squares.parts()],
    }
  }

  /**
   * The mean with the bounds within which the true mean lies with 95 % confidence, by Student's t.
   * One value gives no interval, none gives no mean: NaN.
   */
  interval(): Interval {
    const mean = this.#sum.value() / this.#count
    if (this.#count < 2) return { mean, low: Number.NaN, high: Number.NaN }
    const half = studentT95(this.#count - 1) * Math.sqrt(this.#variance() / this.#count)
    return { mean, low: mean - half, high: mean + half }
  }

  /** n * sum of squares - square of the sum, without rounding: the two may agree in all digits but the last. */
  #variance(): number {
    const numerator = new ExactSum()
    for (const part of this.#squares.parts()) numerator.addProduct(this.#count, part)
    const parts = this.#sum.parts()
    for (const left of parts) for (const right of parts) numerator.addProduct(-left, right)
    return Math.max(0, numerator.value()) / this.#count / (this.#count - 1)
  }
}
