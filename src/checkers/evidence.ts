/** How values and operations are named in what a checker says, and compared by it. */

import type { Operation, Value } from '../history/operation.ts'
import { isList, showValue, valueKey } from '../history/value-key.ts'
import { someOf } from '../lib/some-of.ts'
import { UserError } from '../lib/user-error.ts'

const isTable = (value: Value): value is ReadonlyMap<Value, Value> => value instanceof Map

/** As a person writes it, texts in quotation marks: so that "4" and 4 look different. */
export const show = showValue

const isSafe = (value: bigint) =>
  value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= BigInt(Number.MIN_SAFE_INTEGER)

/**
 * What stands for a value in a `Map` or a `Set`: equal exactly when the values are equal, as Clojure's `=` has it.
 * The text "4" is not the number 4; the integer 4 is the same however wide it was written.
 */
export function keyOf(value: Value): Exclude<Value, readonly Value[] | ReadonlyMap<Value, Value>> {
  if (typeof value === 'bigint') return isSafe(value) ? Number(value) : value
  if (value === null || typeof value !== 'object') return value
  return `\u0000${valueKey(value)}`
}

export const sameValue = (a: Value, b: Value): boolean => Object.is(keyOf(a), keyOf(b)) || a === b

/** Field of a table by any of its spellings; `undefined` when the value is no table or has none of them. */
export function field(value: Value, ...names: readonly string[]): Value | undefined {
  if (!isTable(value)) return undefined
  for (const name of names) if (value.has(name)) return value.get(name)
  return undefined
}

/** An integer that fits a number, or `undefined`. */
export function integer(value: Value | undefined): number | undefined {
  const plain = value === undefined ? undefined : keyOf(value)
  return typeof plain === 'number' && Number.isSafeInteger(plain) ? plain : undefined
}

export const sequence = (value: Value | undefined): readonly Value[] | undefined =>
  isList(value) ? value : undefined

export const table = (value: Value | undefined): ReadonlyMap<Value, Value> | undefined =>
  value !== undefined && isTable(value) ? value : undefined

const seconds = (ns: number) => `${(ns / 1e9).toFixed(3)} s`

const time = (ns: number | undefined) => (ns === undefined ? '' : ` at ${seconds(ns)}`)

/** Where an operation stands in its file or history: `line 17` or `event 16`. */
export const place = (operation: Operation): string =>
  operation.line === undefined ? `event ${operation.call}` : `line ${operation.line}`

/** `process 3 (line 17, at 1.420 s)`, with the time of the completion where there is one. */
export function by(operation: Operation): string {
  const at = time(operation.returnNs ?? operation.callNs)
  return `process ${operation.process} (${place(operation)}${at && `,${at}`})`
}

/** `1 process`, `2 processes`. */
export const processes = (number: number): string => `${number} process${number === 1 ? '' : 'es'}`

/** Milliseconds between two times in nanoseconds, never below zero; 0 where a time is missing. */
export const millisecondsBetween = (fromNs: number | undefined, toNs: number | undefined): number =>
  fromNs === undefined || toNs === undefined ? 0 : Math.max(0, Math.trunc((toNs - fromNs) / 1e6))

/** At most `most` of the values, and how many there are beyond. */
export function some(values: readonly Value[], most = 8): string {
  return someOf(values.map(show), most)
}

/** A history that does not speak the language of its model: nothing can be judged. */
export function misshapen(operation: Operation, model: string, expected: string): UserError {
  return new UserError(
    `${place(operation)}: process ${operation.process}: ${operation.f} has ${show(operation.input)} -> ${show(operation.output)}, but ${model} wants ${expected}`,
    { code: 'unexpected-value', next: [`Check the line, or choose another model than ${model}.`] },
  )
}

/** Operations that a history tells of, without those of the tester's own faults (Jepsen's nemesis). */
export const clientOperations = (operations: readonly Operation[]): readonly Operation[] =>
  operations.filter((one) => one.process !== 'nemesis')
