import type { Value } from '../../history/operation.ts'
import { keyOf } from '../evidence.ts'

/** Up to so many values are compared one by one: most registers hold few, and a table costs more. */
const FEW = 8
/** Whole numbers below this are looked up by themselves: most histories count their values. */
const MOST_WHOLE = 2 ** 20

/** Numbers the values of a history from 0 in the order in which they are met; equal values have one number. */
export class ValueNumbers {
  readonly #few: Value[] = []
  /** Once there are more: all but the whole numbers, and how many values there are. */
  #all: Map<Value, number> | undefined
  #size = 0
  /** By whole number: its number plus one, 0 of those that were not met. */
  #whole = new Int32Array(0)

  get size(): number {
    return this.#size
  }

  of(value: Value): number {
    if (this.#all !== undefined) return this.#among(value, this.#all)
    const few = this.#few
    for (let at = 0; at < few.length; at += 1) if (few[at] === value) return at
    const key = keyOf(value)
    const known = few.findIndex((one) => one === key || Object.is(one, key))
    if (known !== -1) return known
    if (few.length < FEW) {
      this.#size += 1
      return few.push(key) - 1
    }
    this.#all = new Map()
    this.#size = 0
    for (const one of few) this.#among(one, this.#all)
    return this.#among(value, this.#all)
  }

  #among(value: Value, all: Map<Value, number>): number {
    // Lists, maps and wide integers are equal by content, and one NaN is another.
    const key = keyOf(value)
    if (typeof key === 'number' && key >= 0 && key < MOST_WHOLE && Math.floor(key) === key) {
      return this.#wholeNumber(key)
    }
    const known = all.get(key)
    if (known !== undefined) return known
    all.set(key, this.#size)
    return this.#size++
  }

  #wholeNumber(value: number): number {
    if (value >= this.#whole.length) {
      const larger = new Int32Array(2 * value + 64)
      larger.set(this.#whole)
      this.#whole = larger
    }
    const known = this.#whole[value] as number
    if (known !== 0) return known - 1
    this.#size += 1
    this.#whole[value] = this.#size
    return this.#size - 1
  }
}
