import type { Value } from '../../history/operation.ts'
import type { Entry } from './entries.ts'
import type { Step } from './model.ts'
import { timeline } from './timeline.ts'
import { ValueNumbers } from './value-numbers.ts'

/** What an operation on a register is: `READ` of a value, `WRITE`, `CAS` from one value to another, `REFUSED` cas. */
export const READ = 0
export const WRITE = 1
export const CAS = 2
export const REFUSED = 3

/**
 * Operations on one register as numbers. Values are numbered; 0 is nil, with which the register begins. It is good until
 * the next is made: its arrays are used again, as making new ones takes longer than a search of a small history.
 */
export interface RegisterHistory {
  /** How many operations there are; the arrays may be longer. */
  readonly operations: number
  readonly kind: Uint8Array
  /** What the register must hold before: of `READ` and `CAS`. What it must not hold: of `REFUSED`. */
  readonly from: Int32Array
  /** What it holds afterwards: of `WRITE` and `CAS`. */
  readonly to: Int32Array
  /** Calls `i` and returns `~i` in order of time. What never returns may be left out. */
  readonly events: Int32Array
  readonly values: number
  /** Whether there are operations that may take effect at any time after their call, or never. */
  readonly hasLost: boolean
}

let size = 1024
let kind = new Uint8Array(size)
let from = new Int32Array(size)
let to = new Int32Array(size)
let idle = new Uint8Array(size)

/** Room for so many operations, all of it zero. */
function makeRoom(count: number): void {
  if (count > size) {
    size = 2 * count
    kind = new Uint8Array(size)
    from = new Int32Array(size)
    to = new Int32Array(size)
    idle = new Uint8Array(size)
    return
  }
  kind.fill(0, 0, count)
  from.fill(0, 0, count)
  to.fill(0, 0, count)
  idle.fill(0, 0, count)
}

/**
 * The operations on one register, in order of their calls. A cas to the same value is a read. What changes nothing and
 * was told nothing is left out: reads, and refused cas, that never returned.
 */
export function registerHistory(entries: readonly Entry[]): RegisterHistory {
  const count = entries.length
  makeRoom(count)
  const numbers = new ValueNumbers()
  let hasLost = false
  numbers.of(null)
  for (let at = 0; at < count; at += 1) {
    const { step, return: end } = entries[at] as Entry
    if (end === Number.POSITIVE_INFINITY) hasLost = true
    if (step.f === 'write') {
      kind[at] = WRITE
      to[at] = numbers.of(step.input)
      continue
    }
    if (step.f === 'read') from[at] = step.output === undefined ? -1 : numbers.of(step.output)
    else kind[at] = kindOfCas(step, numbers, at)
    if (kind[at] !== CAS && (from[at] === -1 || end === Number.POSITIVE_INFINITY)) idle[at] = 1
  }
  const events = timeline(entries, idle)
  return { operations: count, kind, from, to, events, values: numbers.size, hasLost }
}

/** Enters what it asks for and brings. */
function kindOfCas({ input, output }: Step, numbers: ValueNumbers, at: number): number {
  const pair = input as readonly Value[]
  from[at] = numbers.of(pair[0] ?? null)
  to[at] = numbers.of(pair[1] ?? null)
  if (output === false) return REFUSED
  return from[at] === to[at] ? READ : CAS
}
