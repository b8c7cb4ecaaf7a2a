import type { Operation, Value } from '../../history/operation.ts'
import { by, keyOf, misshapen, sequence, show } from '../evidence.ts'
import { hasKeys } from '../linearizable/entries.ts'
import type { Finding } from '../verdict.ts'

export interface Write {
  readonly operation: Operation
  readonly key: number
  readonly value: Value
  readonly session: number
  /** Position among all operations of its session. */
  readonly at: number
}

export interface Read {
  readonly operation: Operation
  readonly key: number
  readonly session: number
  readonly at: number
  /** The write whose value it gave, -1 when it gave the initial nil. */
  readonly write: number
}

/** Position of a write or of a read in the lists of the history. */
export type Item = { readonly write: number } | { readonly read: number }

export interface RegisterHistory {
  readonly keys: readonly Value[]
  readonly writes: readonly Write[]
  readonly reads: readonly Read[]
  /** Of each process its operations, in its own order. */
  readonly sessions: readonly (readonly Item[])[]
  /** Reads of what nobody wrote. */
  readonly findings: readonly Finding[]
  /** Why nothing can be said, where that is so. */
  readonly missing: string | undefined
}

interface Access {
  readonly operation: Operation
  readonly key: Value
  readonly value: Value
}

const isRead = (one: Operation) => one.f === 'read' || one.f === 'r'
const isWrite = (one: Operation) => one.f === 'write' || one.f === 'w'

function accessOf(operation: Operation, isKeyed: boolean, model: string): Access {
  if (!isRead(operation) && !isWrite(operation))
    throw misshapen(operation, model, 'only reads and writes of registers')
  const { input, output } = operation
  const told = isRead(operation) ? output : input
  if (!isKeyed) return { operation, key: null, value: told }
  const asked = sequence(input)
  const answered = sequence(told)
  return { operation, key: asked?.[0] ?? null, value: answered ? (answered[1] ?? null) : told }
}

const place = (key: Value, value: Value) => keyOf([key, value])

/** Writes that are known to have taken effect: acknowledged ones, and those whose value was read. */
function effective(accesses: readonly Access[]): Access[] {
  const seen = new Set<unknown>()
  for (const one of accesses) {
    if (isRead(one.operation) && one.operation.outcome === 'ok') seen.add(place(one.key, one.value))
  }
  return accesses.filter(({ operation, key, value }) => {
    if (operation.outcome === 'ok') return true
    return operation.outcome === 'info' && isWrite(operation) && seen.has(place(key, value))
  })
}

function thinAir({ operation, key, value }: Access, isKeyed: boolean, failed: Access | undefined): Finding {
  const of = isKeyed ? ` of key ${show(key)}` : ''
  return {
    kind: failed ? 'failed-write-read' : 'thin-air-read',
    text: failed
      ? `${by(operation)} read ${show(value)}${of}, although ${by(failed.operation)} was told that writing it had failed`
      : `${by(operation)} read ${show(value)}${of}, which nobody wrote`,
    operations: failed ? [failed.operation, operation] : [operation],
  }
}

class Reading {
  readonly keys: Value[] = []
  readonly writes: Write[] = []
  readonly reads: Read[] = []
  readonly sessions: Item[][] = []
  readonly findings: Finding[] = []
  missing: string | undefined
  readonly #keyIndex = new Map<unknown, number>()
  readonly #sessionIndex = new Map<unknown, number>()
  readonly #writeAt = new Map<unknown, number>()

  #index(map: Map<unknown, number>, key: unknown, make: () => void) {
    const known = map.get(key)
    if (known !== undefined) return known
    make()
    map.set(key, map.size)
    return map.size - 1
  }

  #where({ operation, key }: Access) {
    const session = this.#index(this.#sessionIndex, operation.process, () => this.sessions.push([]))
    const keyAt = this.#index(this.#keyIndex, keyOf(key), () => this.keys.push(key))
    return { session, key: keyAt, items: this.sessions[session] ?? [] }
  }

  write(one: Access) {
    const { session, key, items } = this.#where(one)
    const twin = this.#writeAt.get(place(one.key, one.value))
    if (twin !== undefined || one.value === null) {
      const first = this.writes[twin ?? 0]?.operation
      this.missing ??=
        one.value === null
          ? `${by(one.operation)} wrote nil, which is the initial value too: who reads it cannot be told what it saw`
          : `${first && by(first)} and ${by(one.operation)} both wrote ${show(one.value)}: which of them a read saw cannot be told; session guarantees are judged on unique writes`
    }
    this.#writeAt.set(place(one.key, one.value), this.writes.length)
    const { operation, value } = one
    const write = this.writes.push({ operation, value, key, session, at: items.length }) - 1
    items.push({ write })
  }

  reserve(one: Access) {
    this.#where(one)
  }

  read(one: Access, isKeyed: boolean, failed: ReadonlyMap<unknown, Access>, writers: ReadonlySet<unknown>) {
    const name = place(one.key, one.value)
    if (one.value !== null && !writers.has(name)) {
      this.findings.push(thinAir(one, isKeyed, failed.get(name)))
      return
    }
    const { session, key, items } = this.#where(one)
    const read = this.reads.push({ operation: one.operation, key, session, at: items.length, write: -1 }) - 1
    items.push({ read })
  }

  /** Once all writes are known. */
  link(values: readonly Value[], names: readonly Value[]) {
    this.reads.forEach((one, at) => {
      const value = values[at] ?? null
      if (value === null) return
      this.reads[at] = { ...one, write: this.#writeAt.get(place(names[at] ?? null, value)) ?? -1 }
    })
  }
}

/**
 * Reads `read` and `write` of registers, `[key value]` where there are several. Each value is written once to a key;
 * else `missing` says so. Writes of which nobody knows count when their value was read. Throws a `UserError` for other
 * functions.
 */
export function readRegisters(operations: readonly Operation[], model: string): RegisterHistory {
  const isKeyed = hasKeys(operations)
  const all = operations.map((one) => accessOf(one, isKeyed, model))
  const accesses = effective(all)
  const failed = new Map<unknown, Access>()
  for (const one of all) {
    if (isWrite(one.operation) && one.operation.outcome === 'fail') failed.set(place(one.key, one.value), one)
  }
  const writers = new Set<unknown>(
    accesses.filter((one) => isWrite(one.operation)).map((one) => place(one.key, one.value)),
  )
  const reading = new Reading()
  const kept: Access[] = []
  for (const one of accesses) {
    if (isWrite(one.operation)) reading.write(one)
    else {
      const before = reading.reads.length
      reading.read(one, isKeyed, failed, writers)
      if (reading.reads.length > before) kept.push(one)
    }
  }
  reading.link(
    kept.map((one) => one.value),
    kept.map((one) => one.key),
  )
  return reading
}

/** `3 to "x"` or, where there is one register only, `3`. */
export function showWrite(history: RegisterHistory, write: number): string {
  const one = history.writes[write]
  if (!one) return 'nil'
  const key = history.keys[one.key] ?? null
  return key === null ? show(one.value) : `${show(one.value)} to ${show(key)}`
}
