import type { Value } from '../../history/operation.ts'
import { keyOf } from '../evidence.ts'

/** Up to so many values are compared one by one: most registers hold few, and a table costs more. */
const FEW = 8

/** Numbers the values of a history from 0 in the order in which they are met; equal values have one number. */
export class ValueNumbers {
  readonly #few: Value[] = []
  #all: Map<Value, number> | undefined

  get size(): number {
    return this.#all?.size ?? this.#few.length
  }

  of(value: Value): number {
    const few = this.#few
    for (let at = 0; at < few.length; at += 1) if (few[at] === value) return at
    return this.#byKey(keyOf(value))
  }

  /** Lists, maps and wide integers are equal by content, and one NaN is another. */
  #byKey(key: Value): number {
    const { size } = this
    if (this.#all === undefined && size < FEW) {
      const known = this.#few.findIndex((one) => one === key || Object.is(one, key))
      return known === -1 ? this.#few.push(key) - 1 : known
    }
    this.#all ??= new Map(this.#few.map((one, at) => [one, at]))
    const known = this.#all.get(key)
    if (known !== undefined) return known
    this.#all.set(key, size)
    return size
  }
}
