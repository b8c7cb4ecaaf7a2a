import type { ExerciseContract } from '../corpus/exercise-schema.ts'
import { type Expectation, type Model, NOTHING_WRONG } from './model.ts'
import {
  type GuardedCall,
  isFunction,
  isGuardedCall,
  type Json,
  type Observation,
  type Operation,
  type PlainCall,
  type Script,
  type Sequence,
} from './sequence.ts'
import { answersTogether, runsTogether, together } from './value.ts'

/**
 * Calls side by side that are handed functions. Such a call has an effect at two points: when it is let in,
 * which is before its function runs, and when that has ended. What the program showed must agree with
 * some order of these points.
 */
export type Together = Operation & { readonly op: 'together' }

/** Whether the calls are handed functions. */
export function isHanding({ calls }: Together): boolean {
  return calls.some((call) => isGuardedCall(call) || call.args.some(isFunction))
}

/** One point of a call, whose number among the others, from 1, is `of`. */
interface Point {
  readonly of: number
  readonly ends: boolean
  /** The same as an operation of calls in flight. */
  readonly op: Operation
}

interface Shown {
  /** `+1 load("a")`, `-1`, in the order in which functions ran. */
  readonly runs: readonly string[]
  /** What each call gave; undefined for one that never came back. */
  readonly calls: readonly (string | undefined)[]
}

/**
 * Orders that may explain what was seen, first that in which functions ran; a call whose function ran has two
 * points. `at` tells the operation from others.
 */
export function ordersOf(
  op: Together,
  observation: Observation | undefined,
  at: number,
): Iterable<readonly Point[]> {
  const shown = shownIn(observation)
  if (shown === undefined) return []
  const { runs } = shown
  const ended = new Set(runs.filter((line) => line.startsWith('-')).map((line) => Number(line.slice(1))))
  const points = op.calls.flatMap((_, index) => pointsOf(op, index + 1, at, ended.has(index + 1)))
  const places = new Map(points.map((point) => [point, placeOf(point, runs)]))
  points.sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0))
  // Where one function began before another had ended, the first call was let in before the second ended.
  const isBound = (first: Point, last: Point): boolean =>
    !first.ends && last.ends && (first.of === last.of || overlap(runs, first.of, last.of))
  return permutations(points, isBound)
}

/** Where among the runs: a call without one comes as soon as another has begun, which may be why it has none. */
function placeOf({ of, ends }: Point, runs: readonly string[]): number {
  if (ends) return runs.lastIndexOf(`-${of}`)
  const begun = runs.findIndex((line) => line.startsWith(`+${of} `))
  return begun < 0 ? 0.5 : begun
}

/** Every order of the points, whatever was seen. */
function allOrders(op: Together, at: number): (readonly Point[])[] {
  const points = op.calls.flatMap((_, index) => pointsOf(op, index + 1, at, true))
  return [...permutations(points, (first, last) => !first.ends && last.ends && first.of === last.of)]
}

function shownIn(observation: Observation | undefined): Shown | undefined {
  if (typeof observation !== 'string') return undefined
  const calls = answersTogether(observation)
  const runs = runsTogether(observation)
  return calls === undefined || runs === undefined ? undefined : { calls, runs }
}

/** Whether that of one call began before that of the other had ended. */
function overlap(runs: readonly string[], one: number, other: number): boolean {
  const begun = runs.findIndex((line) => line.startsWith(`+${one} `))
  return begun >= 0 && begun < runs.lastIndexOf(`-${other}`)
}

function pointsOf({ calls, on }: Together, of: number, at: number, ends: boolean): Point[] {
  const call = calls[of - 1]
  if (call === undefined) return []
  const id = idOf(of, at)
  const [begin, end] = isGuardedCall(call) ? guardedPoints(call, on, id) : flightPoints(call, on, id)
  return [{ of, ends: false, op: begin }, ...(ends ? [{ of, ends: true, op: end }] : [])]
}

const MOST_CALLS = 10

/** No two calls of a sequence have the same. */
function idOf(of: number, at: number): number {
  return at * MOST_CALLS + of
}

function guardedPoints({ outcome }: GuardedCall, on: number, id: number): [Operation, Operation] {
  return [
    { op: 'begin', on, id },
    { op: 'end', id, outcome },
  ]
}

function flightPoints({ method, args }: PlainCall, on: number, id: number): [Operation, Operation] {
  const script = args.find(isFunction) as unknown as Script | undefined
  const { yields: _, ...does } = script?.does[0] ?? {}
  const held = args.map(
    (arg): Json => (isFunction(arg) ? { $function: arg.$function, does: [{ holds: true }] } : arg),
  )
  return [
    { op: 'start', id, on, method, args: held },
    { op: 'finish', of: id, run: 1, does },
  ]
}

/** All orders of the points in which none comes before one that it is bound to follow. */
function* permutations(
  points: readonly Point[],
  isBound: (first: Point, last: Point) => boolean,
): Iterable<readonly Point[]> {
  if (points.length === 0) yield []
  for (const next of points) {
    if (points.some((first) => isBound(first, next))) continue
    const left = points.filter((one) => one !== next)
    for (const rest of permutations(left, isBound)) yield [next, ...rest]
  }
}

/** Whether the program showed what the model does at these points. */
export function agrees(
  points: readonly Point[],
  expectations: readonly Expectation[],
  observation: Observation | undefined,
): boolean {
  const shown = shownIn(observation)
  if (shown === undefined) return false
  const due = dueAt(points, expectations, shown.calls.length)
  if (!shown.calls.every((text, index) => text === due.calls[index])) return false
  if (begun(shown.runs).join('\n') !== begun(due.runs).join('\n')) return false
  // Where functions overlapped, they do so in the model.
  const isKept = (one: number, other: number): boolean =>
    one === other || !overlap(shown.runs, one, other) || overlap(due.runs, one, other)
  return points.every(({ of: one }) => points.every(({ of: other }) => isKept(one, other)))
}

function begun(runs: readonly string[]): string[] {
  return runs.filter((line) => line.startsWith('+')).sort()
}

/** What the model shows at these points. */
function dueAt(points: readonly Point[], expectations: readonly Expectation[], count: number): Shown {
  const runs: string[] = []
  const calls: (string | undefined)[] = Array.from({ length: count })
  for (const [index, point] of points.entries()) {
    const isOver = !point.ends || !runs.some((line) => line.startsWith(`+${point.of} `))
    if (!isOver) runs.push(`-${point.of}`)
    for (const { of, run, answer } of eventsAt(point, expectations[index]?.accept[0])) {
      if (run !== undefined) runs.push(`+${of} ${run}`)
      else calls[of - 1] = answer
    }
  }
  return { runs, calls }
}

interface Event {
  readonly of: number
  readonly run?: string
  readonly answer?: string
}

function eventsAt({ op, of }: Point, text: string | undefined): Event[] {
  if (text === undefined) return []
  if (op.op === 'begin') return [text === 'running' ? { of, run: GUARDED_RUN } : { of, answer: text }]
  if (op.op === 'end') return [{ of, answer: text }]
  return text.split('\n').flatMap((line): Event[] => {
    const [, id, run, answer] = /^(\d+)(?: (.*)|([=!].*))$/s.exec(line) ?? []
    const whose = { of: Number(id) % MOST_CALLS }
    if (id === undefined) return []
    return run === undefined ? [{ ...whose, answer: answer ?? '' }] : [{ ...whose, run }]
  })
}

/** How the function of a guarded call is told of. */
const GUARDED_RUN = 'fn()'

const MOST_DUE = 3

/** What some orders of the calls would show, those in which most runs overlap before others. */
export function dueOf(
  op: Together,
  at: number,
  before: readonly Operation[],
  sequence: Sequence,
  model: Model,
  contract: ExerciseContract,
): string[] {
  const shown = allOrders(op, at).flatMap((points) => {
    const ops = [...before, ...points.map((point) => point.op)]
    const all = model.predict({ ...sequence, ops }, contract, NOTHING_WRONG, [])
    const { calls, runs } = dueAt(points, all.slice(-points.length), op.calls.length)
    const answers = calls.filter((one) => one !== undefined)
    return answers.length === calls.length ? [together(answers, runs)] : []
  })
  return [...new Set(shown)].slice(0, MOST_DUE)
}
