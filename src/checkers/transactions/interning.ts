import type { Value } from '../../history/operation.ts'
import { valueKey } from '../../history/value-key.ts'
import { integers } from './int-list.ts'

/** Integers in this range are their own code; whatever else is interned gets a code below it. */
const OWN_CODE = 1 << 29

/** Whether two values are equal, in type too. */
export function sameValue(a: Value, b: Value): boolean {
  if (a === b) return true
  return typeof a === 'object' && typeof b === 'object' && valueKey(a) === valueKey(b)
}

/** Gives each value an integer of its own. Small integers, which most histories use, are found without a hash. */
export class Interner {
  readonly values: Value[] = []
  #small = new Int32Array(1024)
  readonly #others = new Map<Value, number>()

  /** The number of `value`: 0, 1, 2 ... in the order in which they were first seen. */
  id(value: Value): number {
    if (typeof value === 'number' && value >= 0 && value < 1 << 20 && (value | 0) === value) {
      if (value >= this.#small.length) this.#widen(value)
      const known = this.#small[value] as number
      if (known > 0) return known - 1
      this.#small[value] = this.values.push(value)
      return this.values.length - 1
    }
    const name: Value = typeof value === 'object' && value !== null ? `\u0000${valueKey(value)}` : value
    let id = this.#others.get(name)
    if (id === undefined) {
      id = this.values.push(value) - 1
      this.#others.set(name, id)
    }
    return id
  }

  /** An integer for `value` that needs no table where the value is a middling integer itself. */
  code(value: Value): number {
    if (typeof value === 'number' && (value | 0) === value && value > -OWN_CODE) return value
    return -OWN_CODE - 1 - this.id(value)
  }

  #widen(value: number): void {
    const wider = new Int32Array(Math.max(this.#small.length * 2, value + 1))
    wider.set(this.#small)
    this.#small = wider
  }
}

/**
 * What was written, found by key and value: a hash table with open addressing on typed arrays, as a Map of Maps
 * would take longer than all the rest of a check.
 */
export class WriteTable {
  #mask: number
  #slots: Int32Array
  #count = 0
  readonly #keys: { get(at: number): number }
  readonly #codes: { get(at: number): number }

  /** `keys` and `codes` hold the key and the value's code of each write, by the number of the write. */
  constructor(keys: { get(at: number): number }, codes: { get(at: number): number }, expected: number) {
    const size = 1 << (32 - Math.clz32(Math.max(16, expected * 2) - 1))
    this.#mask = size - 1
    this.#slots = integers(size)
    this.#keys = keys
    this.#codes = codes
  }

  /** The write of the value with this code to `key`, or -1. */
  find(key: number, code: number): number {
    let at = hash(key, code) & this.#mask
    for (;;) {
      const write = (this.#slots[at] as number) - 1
      if (write < 0 || (this.#codes.get(write) === code && this.#keys.get(write) === key)) return write
      at = (at + 1) & this.#mask
    }
  }

  /** Enters a write, and gives -1; where one of the same value to the same key is in it, gives that one and enters none. */
  add(write: number): number {
    if ((this.#count + 1) * 2 > this.#mask) this.#grow()
    const known = this.#place(write)
    if (known < 0) this.#count += 1
    return known
  }

  #place(write: number): number {
    const key = this.#keys.get(write)
    const code = this.#codes.get(write)
    let at = hash(key, code) & this.#mask
    for (;;) {
      const known = (this.#slots[at] as number) - 1
      if (known < 0) break
      if (this.#codes.get(known) === code && this.#keys.get(known) === key) return known
      at = (at + 1) & this.#mask
    }
    this.#slots[at] = write + 1
    return -1
  }

  #grow(): void {
    const old = this.#slots
    this.#mask = old.length * 2 - 1
    this.#slots = integers(old.length * 2)
    for (let at = 0; at < old.length; at += 1) {
      const write = (old[at] as number) - 1
      if (write >= 0) this.#place(write)
    }
  }
}

/**
 * Eight values in a row of one key lie side by side: tests mostly write ascending numbers, and a line of the cache that
 * was fetched for one then serves its neighbours.
 */
function hash(key: number, code: number): number {
  let mixed = Math.imul(key, 0x9e3779b1) ^ Math.imul(code >> 3, 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35)
  return ((mixed ^ (mixed >>> 13)) << 3) | (code & 7)
}
