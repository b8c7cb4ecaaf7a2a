import type { Value } from '../../history/operation.ts'
import { isList, valueKey } from '../../history/value-key.ts'
import type { Entry } from './entries.ts'
import { timeline } from './timeline.ts'
import type { Automaton } from './wgl.ts'

/** What an operation on a register is: `READ` of a value, `WRITE`, `CAS` from one value to another, `REFUSED` cas. */
export const READ = 0
export const WRITE = 1
export const CAS = 2
export const REFUSED = 3

/** Operations on one register as numbers. Values are numbered; 0 is nil, with which the register begins. */
export interface RegisterHistory {
  readonly kind: Uint8Array
  /** What the register must hold before: of `READ` and `CAS`. What it must not hold: of `REFUSED`. */
  readonly from: Int32Array
  /** What it holds afterwards: of `WRITE` and `CAS`. */
  readonly to: Int32Array
  /** Calls `i` and returns `~i` in order of time. What never returns may be left out. */
  readonly events: Int32Array
  readonly values: number
}

/** The operations on one register, in order of their calls. A cas to the same value is a read. */
export function registerHistory(entries: readonly Entry[]): RegisterHistory {
  const count = entries.length
  const kind = new Uint8Array(count)
  const from = new Int32Array(count)
  const to = new Int32Array(count)
  const numbers = new Map<Value, number>([[null, 0]])
  const number = (value: Value): number => {
    // Arrays and maps are equal by content; no text begins like this key.
    const key = value === null || typeof value !== 'object' ? value : `\u0000${valueKey(value)}`
    const known = numbers.get(key)
    if (known !== undefined) return known
    numbers.set(key, numbers.size)
    return numbers.size - 1
  }
  for (let at = 0; at < count; at += 1) {
    const { f, input, output } = (entries[at] as Entry).step
    if (f === 'write') {
      kind[at] = WRITE
      to[at] = number(input)
    } else if (f === 'read') {
      from[at] = output === undefined ? -1 : number(output)
    } else {
      const pair = isList(input) ? input : []
      from[at] = number(pair[0] ?? null)
      to[at] = number(pair[1] ?? null)
      kind[at] = output === false ? REFUSED : from[at] === to[at] ? READ : CAS
    }
  }
  return { kind, from, to, events: relevant(timeline(entries), kind, from, entries), values: numbers.size }
}

/** Without what changes nothing and was told nothing: reads that never returned. */
function relevant(
  events: Int32Array,
  kind: Uint8Array,
  from: Int32Array,
  entries: readonly Entry[],
): Int32Array {
  return events.filter((event) => {
    const at = event < 0 ? ~event : event
    if (kind[at] !== READ && kind[at] !== REFUSED) return true
    return from[at] !== -1 && (entries[at] as Entry).return !== Number.POSITIVE_INFINITY
  })
}

/** The register itself: operation number `step` in the state that is the number of its value. */
export function registerAutomaton({ kind, from, to }: RegisterHistory): Automaton {
  return {
    next(state, step) {
      const what = kind[step]
      if (what === WRITE) return to[step] as number
      if (what === REFUSED) return state === from[step] ? -1 : state
      if (state !== from[step]) return -1
      return what === CAS ? (to[step] as number) : state
    },
  }
}
