import type { Operation, Value } from '../../history/operation.ts'
import { keyOf, millisecondsBetween, misshapen, sequence } from '../evidence.ts'

/** What a history tells of one element of a set that only grows. */
export interface Element {
  readonly value: Value
  /** The attempts to add it, in the order of their invocations. */
  readonly adds: Operation[]
  /** The operation whose completion first showed that the element is in the set: its add, or a read that saw it. */
  known?: Operation
  /** Of the reads that see it, the one that was invoked last. */
  lastPresent?: Operation
  /** Of the reads that do not, the one that was invoked last. */
  lastAbsent?: Operation
}

export interface Read {
  readonly operation: Operation
  /** Positions in the list of elements, each once. */
  readonly seen: ReadonlySet<number>
  /** What the read saw without anybody having tried to add it. */
  readonly strange: readonly Value[]
  /** What it saw more than once, and how often. */
  readonly repeated: readonly { readonly value: Value; readonly times: number }[]
}

export interface SetHistory {
  readonly elements: readonly Element[]
  readonly reads: readonly Read[]
}

const ADDS = new Set(['add', 'broadcast'])

function elementsOf(operations: readonly Operation[]) {
  const elements: Element[] = []
  const index = new Map<unknown, number>()
  for (const one of operations) {
    if (!ADDS.has(one.f)) continue
    const key = keyOf(one.input)
    const at = index.get(key)
    if (at === undefined) {
      index.set(key, elements.length)
      elements.push({ value: one.input, adds: [one] })
    } else elements[at]?.adds.push(one)
  }
  return { elements, index }
}

function readOf(operation: Operation, model: string, index: ReadonlyMap<unknown, number>): Read {
  const values = sequence(operation.output)
  if (!values) throw misshapen(operation, model, 'a read that gives a list of elements')
  const seen = new Set<number>()
  const strange = new Map<unknown, Value>()
  const times = new Map<unknown, { value: Value; times: number }>()
  for (const value of values) {
    const key = keyOf(value)
    const before = times.get(key)
    if (before) before.times += 1
    else times.set(key, { value, times: 1 })
    const at = index.get(key)
    if (at === undefined) strange.set(key, value)
    else seen.add(at)
  }
  const repeated = [...times.values()].filter((one) => one.times > 1)
  return { operation, seen, strange: [...strange.values()], repeated }
}

/** The operation that ended first, in the order of the history. */
const earlier = (a: Operation | undefined, b: Operation) => (a && a.return <= b.return ? a : b)

const laterCall = (a: Operation | undefined, b: Operation) => (a && a.call >= b.call ? a : b)

function follow(elements: readonly Element[], reads: readonly Read[]) {
  for (const one of elements) {
    for (const add of one.adds) if (add.outcome === 'ok') one.known = earlier(one.known, add)
  }
  for (const { operation, seen } of reads) {
    elements.forEach((one, at) => {
      if (seen.has(at)) {
        one.known = earlier(one.known, operation)
        one.lastPresent = laterCall(one.lastPresent, operation)
      } else one.lastAbsent = laterCall(one.lastAbsent, operation)
    })
  }
}

/** Throws a `UserError` for a read that gives anything but a list. Reads x elements steps, as the reads' own size is. */
export function readSetHistory(operations: readonly Operation[], model: string): SetHistory {
  const { elements, index } = elementsOf(operations)
  const reads = operations
    .filter((one) => one.f === 'read' && one.outcome === 'ok')
    .map((one) => readOf(one, model, index))
  follow(elements, reads)
  return { elements, reads }
}

export type Fate = 'stable' | 'lost' | 'never-read'

const call = (one: Operation | undefined) => one?.call ?? -1

/**
 * Jepsen's three fates. Stable: some read sees it and none that begins later misses it. Lost: known to be in the set,
 * and no read sees it that begins later than one which misses it and began after it was known. Otherwise too little
 * was seen: never read.
 */
export function fateOf(one: Element): Fate {
  const [present, absent] = [call(one.lastPresent), call(one.lastAbsent)]
  if (present > absent) return 'stable'
  return one.known && absent > one.known.return ? 'lost' : 'never-read'
}

/** A stable element that a read missed which began after it was known to be there. */
export const isStale = (one: Element): boolean =>
  one.known !== undefined && fateOf(one) === 'stable' && call(one.lastAbsent) > one.known.return

/** Milliseconds from when an element was known until every read that began saw it; 0 where times are missing. */
export const stableLatencyMs = (one: Element): number =>
  one.lastAbsent ? millisecondsBetween(one.known?.returnNs, after(one.lastAbsent)) : 0

/** Milliseconds from when an element was known until no read saw it any more. */
export const lostLatencyMs = (one: Element): number =>
  one.lastPresent ? millisecondsBetween(one.known?.returnNs, after(one.lastPresent)) : 0

const after = (read: Operation) => (read.callNs === undefined ? undefined : read.callNs + 1)
