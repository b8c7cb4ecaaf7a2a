import type { ExerciseContract } from '../corpus/exercise-schema.ts'
import type { Run } from './evidence.ts'
import { type Language, threadsIn } from './languages.ts'
import { type Expectation, type Model, NOTHING_WRONG } from './model.ts'
import {
  isFunction,
  isResult,
  isSubject,
  type Observation,
  type Operation,
  type Sequence,
} from './sequence.ts'
import { answersTogether, together } from './value.ts'

/** A call among others at the same time. */
type Together = Operation & { readonly op: 'together' }
type Invoke = Operation & { readonly op: 'invoke' }

/** Whether calls come side by side in it. */
export function isSideBySide({ ops }: Sequence): boolean {
  return ops.some(({ op }) => op === 'together')
}

/**
 * Sequences in which calls come side by side, made from random ones of calls in turn. Every other time
 * it is the same call twice: two threads that do the same thing are the commonest race.
 */
export function sideBySide(sequences: readonly Sequence[]): Sequence[] {
  return sequences.flatMap((sequence, index) => {
    const plain = sequence.ops.filter(isPlain).map(keepingNothing)
    const first = plain.findIndex(({ op }) => op === 'invoke')
    if (first === -1) return []
    // Where in the sequence they meet differs from one to the next.
    const at = Math.min(first + (index % 5), plain.length - 1)
    const ops = [...plain.slice(0, at), ...meeting(plain.slice(at), index)]
    if (!ops.some(({ op }) => op === 'together')) return []
    return SCHEDULES.map((offset) => ({ ...sequence, ops: scheduled(ops.slice(0, LONGEST), offset) }))
  })
}

/** Each sequence is run in so many ways. */
const SCHEDULES = [0, 10_000, 20_000]

function scheduled(ops: readonly Operation[], offset: number): Operation[] {
  return ops.map((op) => (op.op === 'together' ? { ...op, schedule: op.schedule + offset } : op))
}

const LONGEST = 12
/** So many times in a sequence: each of them multiplies the orders that may explain it. */
const MOST_MEETINGS = 3
/** Schedules of one sequence are so far from each other that no two are alike. */
const APART = 100_000

/** Calls with plain values on the first subject, and time that passes. */
function isPlain(op: Operation): boolean {
  if (op.op === 'advance') return true
  if (op.op !== 'invoke' || op.on !== 0) return false
  return !op.args.some((arg) => isSubject(arg) || isResult(arg) || isFunction(arg))
}

function keepingNothing(op: Operation): Operation {
  if (op.op !== 'invoke') return op
  const { op: kind, on, method, args } = op
  return { op: kind, on, method, args }
}

function meeting(ops: readonly Operation[], index: number, number = 0): Operation[] {
  const calls = ops.filter((op): op is Invoke => op.op === 'invoke')
  const [one] = calls
  if (one === undefined || number === MOST_MEETINGS) return [...ops]
  const together = (index + number) % 2 === 0 ? [one, one] : calls.slice(0, index % 3 === 0 ? 3 : 2)
  if (together.length < 2) return [...ops]
  const rest = ops.slice(ops.indexOf(together.at(-1) ?? one) + 1)
  return [
    {
      op: 'together',
      on: 0,
      schedule: index + 1 + number * APART,
      calls: together.map(({ method, args }) => ({ method, args })),
    },
    ...meeting(rest, index, number + 1),
  ]
}

/** One order of all calls that agrees with what was seen so far. */
interface Order {
  readonly ops: readonly Operation[]
  readonly seen: readonly Observation[]
}

/**
 * Holds what the program showed against every order in which the calls side by side may have taken
 * effect: at least one must explain all of it (linearizability, Herlihy and Wing 1990, by brute force).
 */
export function judgeSideBySide(
  sequence: Sequence,
  observations: readonly Observation[],
  model: Model,
  contract: ExerciseContract,
): Run {
  const expectations: Expectation[] = []
  let orders: readonly Order[] = [{ ops: [], seen: [] }]
  for (const [at, op] of sequence.ops.entries()) {
    const seen = observations[at]
    const tried = orders.flatMap((order) => continued(order, op, seen))
    const judged = tried.map((order) => answersOf(order, op, sequence, model, contract))
    const rule = SIDE_BY_SIDE
    expectations.push({ accept: [...new Set(judged.flatMap(({ due }) => due ?? []))], rule })
    orders = tried.filter((_, index) => judged[index]?.agrees)
    if (orders.length === 0) return { sequence, observations, expectations, divergence: at }
  }
  return { sequence, observations, expectations, divergence: undefined }
}

/** What the contract promises where several threads share one instance, as its README and its check say it. */
export function sharedStatement(language: Language): string {
  return threadsIn(
    'Several threads may call at once: whatever happens between two of their steps, all answers are those of some order in which the calls could have come one after the other.',
    language,
  )
}

/** Id of the check. */
export const SIDE_BY_SIDE = 'side-by-side'

function continued({ ops, seen }: Order, op: Operation, observed: Observation | undefined): Order[] {
  if (op.op !== 'together') return [{ ops: [...ops, op], seen: [...seen, observed ?? null] }]
  const answers = answersIn(observed, op.calls.length)
  const calls = op.calls.map((call, index) => ({ call, answer: answers[index] ?? null }))
  return distinct(permutations(calls)).map((order) => ({
    ops: [...ops, ...order.map(({ call }) => ({ op: 'invoke' as const, on: op.on, ...call }))],
    seen: [...seen, ...order.map(({ answer }) => answer)],
  }))
}

/** Without those that differ only in which of two calls alike, with one answer, comes first. */
function distinct<Item>(orders: readonly Item[][]): Item[][] {
  return [...new Map(orders.map((order) => [JSON.stringify(order), order])).values()]
}

/** What each of the calls showed. */
function answersIn(observed: Observation | undefined, count: number): Observation[] {
  const list = typeof observed === 'string' ? answersTogether(observed) : undefined
  return Array.from({ length: count }, (_, index) => list?.[index] ?? observed ?? null)
}

interface Judged {
  readonly agrees: boolean
  /** What the operation should show in this order; undefined when there is nothing to see. */
  readonly due: string | undefined
}

function answersOf(
  { ops, seen }: Order,
  op: Operation,
  sequence: Sequence,
  model: Model,
  contract: ExerciseContract,
): Judged {
  const all = model.predict({ ...sequence, ops }, contract, NOTHING_WRONG, seen)
  const count = op.op === 'together' ? op.calls.length : 1
  const last = all.slice(-count)
  const agrees = last.every((one, index) => accepts(one, seen[seen.length - count + index]))
  return { agrees, due: op.op === 'together' ? dueTogether(op, ops.slice(-count), last) : last[0]?.accept[0] }
}

function accepts({ accept }: Expectation, seen: Observation | undefined): boolean {
  if (seen === null || seen === undefined) return accept.length === 0
  return typeof seen === 'string' && accept.includes(seen)
}

/** What is due to each call, in the order in which the calls stand in the operation. */
function dueTogether(op: Together, order: readonly Operation[], answers: readonly Expectation[]): string {
  const left = order.map((one, index) => ({ one: one as Invoke, due: answers[index]?.accept[0] ?? '' }))
  const dues = op.calls.map(({ method, args }) => {
    const at = left.findIndex(({ one }) => one.method === method && one.args === args)
    return left.splice(Math.max(0, at), 1)[0]?.due ?? ''
  })
  return together(dues)
}

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length <= 1) return [[...items]]
  return items.flatMap((item, index) =>
    permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]),
  )
}
