import type { ExerciseContract } from '../corpus/exercise-schema.ts'
import {
  type Deed,
  isFunction,
  isResult,
  isSubject,
  type Json,
  type Operation,
  type Sequence,
  type SideCall,
} from './sequence.ts'

/** Whether calls come side by side in it. */
export function isSideBySide({ ops }: Sequence): boolean {
  return ops.some(({ op }) => op === 'together')
}

/**
 * Sequences in which calls come side by side, made from random ones of calls in turn. Every other time
 * it is the same call twice: two threads that do the same thing are the commonest race.
 */
export function sideBySide(sequences: readonly Sequence[], contract: ExerciseContract): Sequence[] {
  const hands = handsFunctions(contract)
  const reads = hands ? readsOf(contract) : []
  return sequences.flatMap((sequence, index) => {
    const plain = sequence.ops.filter((op) => isPlain(op, contract)).map(keepingNothing)
    const first = plain.findIndex((op) => callOf(op, hands) !== undefined)
    if (first === -1) return []
    const at = meetingPlace(plain, first, index, hands)
    const all = [...plain.slice(0, at).map(alone), ...meeting(plain.slice(at), { index, hands, reads }, 0)]
    const ops = all.slice(0, isFlying(contract) || !hands ? LONGEST : LONGEST_GUARDED)
    if (!ops.some((op) => op.op === 'together' && op.calls.length > 1)) return []
    const schedules = isFlying(contract) ? [0] : SCHEDULES
    return schedules.map((offset) => ({ ...sequence, ops: scheduled(ops, offset) }))
  })
}

/** Whether calls may wait for each other. */
function isFlying({ methods }: ExerciseContract): boolean {
  return methods.some(({ overlaps }) => overlaps)
}

/** Whether the calls that come side by side are those that are handed a function. */
export function handsFunctions({ methods }: ExerciseContract): boolean {
  return methods.some(({ parameters }) => parameters.some(({ type }) => type === 'function'))
}

/** Each sequence is run in so many ways, but for calls that wait for each other, which come to most ways by themselves. */
const SCHEDULES = [0, 10_000, 20_000]

function scheduled(ops: readonly Operation[], offset: number): Operation[] {
  return ops.map((op) => (op.op === 'together' ? { ...op, schedule: op.schedule + offset } : op))
}

/** Where in the sequence they meet, which differs from one to the next. Time that has passed opens what was closed. */
function meetingPlace(ops: readonly Operation[], first: number, index: number, hands: boolean): number {
  const opened = ops.flatMap((op, at) =>
    ops[at - 1]?.op === 'advance' && callOf(op, hands) !== undefined && at < LATEST ? [at] : [],
  )
  const early = Math.min(first + (index % 5), ops.length - 1)
  return hands && index % 4 !== 0 ? (opened[index % opened.length] ?? early) : early
}

const LONGEST = 12
const LATEST = 15
const LONGEST_GUARDED = 22
/** So many times in a sequence: each of them multiplies the orders that may explain it. */
const MOST_MEETINGS = 3
/** The same where calls are handed functions, so that each stands in an order twice. */
const MOST_HANDING = 2
/** Schedules of one sequence are so far from each other that no two are alike. */
const APART = 100_000

/**
 * Calls on the first subject that are handed no more than a function, and time that passes, which calls in
 * flight have no part in here: all come back before the next operation.
 */
function isPlain(op: Operation, contract: ExerciseContract): boolean {
  if (op.op === 'advance') return !isFlying(contract)
  if (!('on' in op) || op.on !== 0) return false
  if (op.op === 'start') return op.args.some(isFunction) && !op.args.some(isKept)
  return op.op !== 'invoke' || !op.args.some((arg) => isKept(arg) || isFunction(arg))
}

function isKept(arg: Json): boolean {
  return isSubject(arg) || isResult(arg)
}

/** Without what only calls in turn have: values that are kept, and functions that take time. */
function keepingNothing(op: Operation): Operation {
  if (op.op === 'begin')
    return { op: 'call', on: 0, outcome: op.id % 2 === 0 ? 'ok' : 'error', durationMs: 0 }
  if (op.op === 'call') return { op: 'call', on: 0, outcome: op.outcome, durationMs: 0 }
  if (op.op !== 'invoke') return op
  const { op: kind, on, method, args } = op
  return { op: kind, on, method, args }
}

/** The operation as one of several calls at the same time; undefined if it is none of those. */
function callOf(op: Operation, hands: boolean): SideCall | undefined {
  if (op.op === 'call') return { outcome: op.outcome, yields: 0 }
  if (op.op !== (hands ? 'start' : 'invoke')) return undefined
  return { method: op.method, args: op.args }
}

/** A call that may be in flight, as one that is alone. */
function alone(op: Operation, index: number): Operation {
  if (op.op !== 'start') return op
  return { op: 'together', on: 0, schedule: 0, calls: [handed({ method: op.method, args: op.args }, index)] }
}

/** Methods that tell of the state: what they say shows what a race has left behind. */
function readsOf({ methods, attributes }: ExerciseContract): readonly Operation[] {
  const tellers = methods.filter(
    ({ parameters, returns }) => parameters.length === 0 && returns !== 'nothing',
  )
  return [
    ...tellers.map(({ name }) => ({ op: 'invoke', on: 0, method: name, args: [] }) as const),
    ...attributes.map(() => ({ op: 'state', on: 0 }) as const),
  ]
}

interface Plan {
  readonly index: number
  readonly hands: boolean
  /** What follows each meeting. */
  readonly reads: readonly Operation[]
}

function meeting(ops: readonly Operation[], plan: Plan, number: number): Operation[] {
  const { index, hands, reads } = plan
  const calls = ops.filter((op) => callOf(op, hands) !== undefined)
  const [one] = calls
  if (one === undefined || number === (hands ? MOST_HANDING : MOST_MEETINGS)) return ops.map(alone)
  const together = gathered(one, calls, plan, number)
  if (together.length < 2) return ops.map(alone)
  const rest = ops.slice(ops.indexOf(together.at(-1) ?? one) + 1)
  const schedule = index + 1 + number * APART
  const sides = together.flatMap((op, at) => {
    const call = callOf(op, hands)
    return call === undefined ? [] : [handed(call, index * 3 + number + at)]
  })
  return [{ op: 'together', on: 0, schedule, calls: sides }, ...reads, ...meeting(rest, plan, number + 1)]
}

/** Those that meet: two or three, three of them once where each has two effects. */
function gathered(
  one: Operation,
  calls: readonly Operation[],
  { index, hands }: Plan,
  number: number,
): readonly Operation[] {
  const mayBeMany = !hands || number === 0
  if ((index + number) % 2 === 0) return hands && mayBeMany && index % 4 === 0 ? [one, one, one] : [one, one]
  return calls.slice(0, mayBeMany && index % 3 === 0 ? 3 : 2)
}

/** How often a function lets others go on, so that sometimes all of a call and sometimes little of it comes to pass meanwhile. */
const YIELDS = [0, 2, 6, 20, 50]

/** The call with what its function does, which differs from one to the next. */
function handed(call: SideCall, draw: number): SideCall {
  const yields = YIELDS[(draw * 7 + (draw >> 3)) % YIELDS.length] ?? 0
  if ('outcome' in call) return { ...call, yields }
  const deed: Deed = draw % 4 === 3 ? { fails: 'unreachable', yields } : { gives: draw % 97, yields }
  const args = call.args.map((arg) =>
    isFunction(arg) ? { $function: arg.$function, does: [deed as unknown as Json] } : arg,
  )
  return { ...call, args }
}
