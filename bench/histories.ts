// Histories of objects that are right, as large as one asks, and of registers that are wrong in one place.
import type { Operation, Value } from '../src/history/operation.ts'
import { RandomStream } from '../src/lib/prng.ts'

export interface Shape {
  readonly operations: number
  readonly clients: number
  /** How many values are written; 0 gives each write its own. */
  readonly values: number
  /** Of a hundred operations, how many of which nobody learns how they ended. */
  readonly lost?: number
  /** Independent registers; the values are then pairs of key and value. */
  readonly keys?: number
  /** Whether one read, after two thirds, tells what was read long before it. */
  readonly lie?: boolean
}

interface Deed {
  readonly f: string
  readonly input: Value
}

interface Running extends Deed {
  readonly at: number
  readonly call: number
  done?: { readonly answer: Value }
}

/** What an object does: how clients ask, and what it answers at the moment at which it is asked. */
interface Subject {
  readonly ask: (draw: (bound: number) => number) => Deed
  readonly take: (deed: Deed) => Value
}

/** Clients ask by turns of chance; each operation takes effect at one moment between its call and its return. */
function recorded(
  subject: Subject,
  { operations, clients, lost = 0 }: Pick<Shape, 'operations' | 'clients' | 'lost'>,
  seed: number,
): Operation[] {
  const stream = new RandomStream(seed, 'history')
  let drawn = 0
  const draw = (bound: number) => stream.integer(drawn++, bound)
  const running: (Running | undefined)[] = new Array(clients).fill(undefined)
  const told: Operation[] = []
  let open = 0
  for (let now = 0; told.length < operations || open > 0; ) {
    const client = draw(clients)
    const one = running[client]
    if (!one) {
      if (told.length === operations) continue
      const deed = subject.ask(draw)
      running[client] = { ...deed, at: told.length, call: now }
      told.push(operation(client, deed, deed.input, now, Number.POSITIVE_INFINITY))
      now += 1
      open += 1
    } else if (draw(100) < lost) {
      if (!one.done && draw(2) === 0) subject.take(one)
      running[client] = undefined
      open -= 1
    } else if (!one.done) one.done = { answer: subject.take(one) }
    else {
      told[one.at] = operation(client, one, one.done.answer, one.call, now)
      now += 1
      running[client] = undefined
      open -= 1
    }
  }
  return told
}

const operation = (
  process: number,
  { f, input }: Deed,
  output: Value,
  call: number,
  end: number,
): Operation => ({
  process,
  f,
  input,
  output,
  outcome: end === Number.POSITIVE_INFINITY ? 'info' : 'ok',
  call,
  return: end,
})

/** Reads, writes and compare-and-sets, of which most ask for what is there. */
export function registers(shape: Shape, seed: number): Operation[] {
  const state = new Map<number, Value>()
  const keyed = shape.keys !== undefined
  let fresh = 0
  const pair = (key: number, value: Value): Value => (keyed ? [key, value] : value)
  const told = recorded(
    {
      ask(draw) {
        const key = keyed ? draw(shape.keys ?? 1) : 0
        const value = () => (shape.values === 0 ? fresh++ : draw(shape.values))
        const what = draw(20)
        if (what < 8) return { f: 'read', input: pair(key, null) }
        if (what < 15) return { f: 'write', input: pair(key, value()) }
        const from = draw(10) < 7 ? (state.get(key) ?? null) : draw(Math.max(1, shape.values || fresh))
        return { f: 'cas', input: pair(key, [from, value()]) }
      },
      take({ f, input }) {
        const [key, value] = keyed ? (input as [number, Value]) : [0, input]
        if (f === 'read') return pair(key, state.get(key) ?? null)
        const [from, to] = f === 'cas' ? (value as [Value, Value]) : [undefined, value]
        if (from !== undefined && from !== (state.get(key) ?? null)) return pair(key, false)
        state.set(key, to)
        return input
      },
    },
    shape,
    seed,
  )
  return shape.lie ? withLie(told) : told
}

function withLie(told: Operation[]): Operation[] {
  const reads = told.filter((one) => one.f === 'read' && one.outcome === 'ok')
  const late = reads[Math.floor((2 * reads.length) / 3)]
  const early = reads[Math.floor(reads.length / 3)]
  return told.map((one) => (one === late && early ? { ...one, output: early.output } : one))
}

/** What is enqueued is dequeued in turn; a queue holds a few dozen on average. */
export function queues(operations: number, clients: number, seed: number): Operation[] {
  const items: number[] = []
  let first = 0
  let fresh = 0
  return recorded(
    {
      ask: (draw) =>
        draw(2) === 0 || items.length - first < 30
          ? { f: 'enqueue', input: fresh++ }
          : { f: 'dequeue', input: null },
      take({ f, input }) {
        if (f === 'dequeue') return items[first++] ?? null
        items.push(input as number)
        return input
      },
    },
    { operations, clients },
    seed,
  )
}

/** Elements are added, removed and asked for, a few hundred at a time. */
export function sets(operations: number, clients: number, seed: number): Operation[] {
  const held = new Set<number>()
  let fresh = 0
  return recorded(
    {
      ask(draw) {
        const element = Math.max(0, fresh - draw(200))
        const what = draw(4)
        if (what < 2) return { f: 'add', input: fresh++ }
        return { f: what === 2 ? 'remove' : 'contains', input: element }
      },
      take({ f, input }) {
        if (f === 'contains') return held.has(input as number)
        if (f === 'add') held.add(input as number)
        else held.delete(input as number)
        return input
      },
    },
    { operations, clients },
    seed,
  )
}

/** A counter that is incremented and read. */
export function counters(operations: number, clients: number, seed: number): Operation[] {
  let count = 0
  return recorded(
    {
      ask: (draw) => ({ f: draw(3) === 0 ? 'read' : 'increment', input: null }),
      take({ f }) {
        if (f === 'increment') count += 1
        return f === 'read' ? count : null
      },
    },
    { operations, clients },
    seed,
  )
}

const KEYS_AT_A_TIME = 10

/**
 * Serializable transactions of one to four appends and reads, as Elle's generator makes them: of ten keys at a time,
 * the first asked for twice as often as the second, and so on; a key is given up after `most` appends.
 */
export function appends(transactions: number, clients: number, most: number, seed: number): Operation[] {
  const keys = Array.from({ length: KEYS_AT_A_TIME }, (_, key) => key)
  const appended = new Map<number, number>()
  const lists = new Map<number, number[]>()
  let fresh = KEYS_AT_A_TIME
  const micro = (draw: (bound: number) => number): Value => {
    const at = Math.min(KEYS_AT_A_TIME - 1, Math.clz32(draw(2 ** 31)) - 1)
    const key = keys[at] as number
    if (draw(2) === 0) return ['r', key, null]
    const value = (appended.get(key) ?? 0) + 1
    appended.set(key, value)
    if (value === most) keys[at] = fresh++
    return ['append', key, value]
  }
  const takeOne = (one: Value): Value => {
    const [f, key, value] = one as [string, number, number]
    const list = lists.get(key) ?? []
    lists.set(key, list)
    if (f === 'r') return [f, key, list.slice()]
    list.push(value)
    return one
  }
  return recorded(
    {
      ask: (draw) => ({ f: 'txn', input: Array.from({ length: 1 + draw(4) }, () => micro(draw)) }),
      take: ({ input }) => (input as readonly Value[]).map(takeOne),
    },
    { operations: transactions, clients },
    seed,
  )
}
