import type { Operation, Outcome, Value } from '../../../../src/history/operation.ts'
import { RandomStream } from '../../../../src/lib/prng.ts'

/** Draws in order from one seed. */
export class Dice {
  readonly #stream: RandomStream
  #n = 0

  constructor(seed: number, name: string) {
    this.#stream = new RandomStream(seed, name)
  }

  below(bound: number): number {
    this.#n += 1
    return this.#stream.integer(this.#n, bound)
  }

  chance(percent: number): boolean {
    return this.below(100) < percent
  }
}

type Micro = [Value, Value, Value]

interface Running {
  readonly process: number
  readonly micros: Micro[]
  readonly call: number
  done: boolean
}

export interface Shape {
  readonly lists: boolean
  readonly transactions: number
  readonly keys: number
  readonly processes: number
  /** The most micro-operations of a transaction. */
  readonly length: number
}

/** A small shape of 2 to 4 transactions. */
export const smallShape = (dice: Dice, lists: boolean): Shape => ({
  lists,
  transactions: 2 + dice.below(3),
  keys: 1 + dice.below(2),
  processes: 1 + dice.below(4),
  length: 1 + dice.below(3),
})

/** A history that is right: each transaction takes effect at once, somewhere between its call and its return. */
export function rightHistory(dice: Dice, shape: Shape): Operation[] {
  const state = new Map<Value, Value>()
  const written = new Map<number, number>()
  const active: Running[] = []
  const operations: Operation[] = []
  let begun = 0
  let at = 0
  while (begun < shape.transactions || active.length > 0) {
    const process = dice.below(shape.processes)
    const running = active.find((one) => one.process === process)
    if (!running) {
      if (begun === shape.transactions) continue
      begun += 1
      active.push({ process, micros: newTransaction(dice, shape, written), call: at, done: false })
      at += 1
    } else if (!running.done) {
      running.done = true
      take(running.micros, state)
    } else {
      active.splice(active.indexOf(running), 1)
      operations.push(finished(running, 'ok', at))
      at += 1
    }
  }
  return operations.sort((a, b) => a.call - b.call)
}

function newTransaction(dice: Dice, shape: Shape, written: Map<number, number>): Micro[] {
  return Array.from({ length: 1 + dice.below(shape.length) }, (): Micro => {
    const key = dice.below(shape.keys)
    if (dice.chance(50)) return ['r', key, null]
    const value = (written.get(key) ?? 0) + 1
    written.set(key, value)
    return [shape.lists ? 'append' : 'w', key, value]
  })
}

/** Runs micro-operations on a state, and fills in what they read. */
export function take(micros: Micro[], state: Map<Value, Value>): void {
  for (const micro of micros) {
    const held = state.get(micro[1]) ?? null
    if (micro[0] === 'r') micro[2] = held
    else state.set(micro[1], micro[0] === 'w' ? micro[2] : [...((held ?? []) as Value[]), micro[2]])
  }
}

function finished({ process, micros, call }: Running, outcome: Outcome, end: number): Operation {
  const output: Value = micros.map((micro) => [...micro])
  const input: Value = micros.map(([f, key, value]) => [f, key, f === 'r' ? null : value])
  return { process, f: 'txn', input, output, outcome, call, return: end }
}

/** The same history with something changed: what a read returned, how a transaction ended, when it ran. */
export function mutated(dice: Dice, operations: readonly Operation[]): Operation[] {
  const changed = [...operations]
  for (let count = 1 + dice.below(2); count > 0; count -= 1) {
    const at = dice.below(changed.length)
    const one = changed[at] as Operation
    const kind = dice.below(6)
    if (kind === 0) changed[at] = { ...one, outcome: 'fail', output: one.input }
    else if (kind === 1)
      changed[at] = { ...one, outcome: 'info', output: one.input, return: Number.POSITIVE_INFINITY }
    else if (kind === 2) changed.splice(0, changed.length, ...moved(dice, changed))
    else if (one.outcome === 'ok')
      changed[at] = { ...one, output: misread(dice, one.output as Micro[], changed) }
  }
  return changed
}

/** Every transaction at another time, each of a process of its own. */
function moved(dice: Dice, operations: readonly Operation[]): Operation[] {
  const slots = Array.from({ length: operations.length * 2 }, (_, at) => at)
  const draw = () => slots.splice(dice.below(slots.length), 1)[0] as number
  return operations
    .map((one, process) => {
      const [a, b] = [draw(), draw()]
      const end = one.outcome === 'info' ? Number.POSITIVE_INFINITY : Math.max(a, b)
      return { ...one, process, call: Math.min(a, b), return: end }
    })
    .sort((a, b) => a.call - b.call)
}

/** With one read changed to some other value that might be there. */
function misread(dice: Dice, micros: readonly Micro[], operations: readonly Operation[]): Value {
  const reads = micros.filter(([f]) => f === 'r')
  const read = reads[dice.below(Math.max(1, reads.length))]
  if (!read) return micros
  const values = operations.flatMap(({ input }) =>
    (input as Micro[]).filter(([f, key]) => f !== 'r' && key === read[1]).map(([, , value]) => value),
  )
  const isList = operations.some(({ input }) => (input as Micro[]).some(([f]) => f === 'append'))
  const value = isList
    ? otherList(dice, (read[2] ?? []) as Value[], values)
    : [null, 9, ...values][dice.below(values.length + (dice.chance(5) ? 2 : 1))]
  return micros.map((micro) => (micro === read ? [micro[0], micro[1], value ?? null] : micro))
}

function otherList(dice: Dice, list: readonly Value[], values: readonly Value[]): Value {
  const other = [...list]
  const kind = dice.below(4)
  if (kind === 0) other.pop()
  else if (kind === 1) other.length = dice.below(other.length + 1)
  else if (kind === 2) other.push(dice.chance(5) ? 9 : (values[dice.below(Math.max(1, values.length))] ?? 9))
  else other.splice(dice.below(other.length + 1), 1)
  return other
}
