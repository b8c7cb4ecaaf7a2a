/**
 * A value as it crosses to a driver. As an argument, `{ $subject: 1 }` stands for the second subject itself,
 * `{ $result: 3 }` for what the program gave in the latest operation that says `as: 3`, and
 * `{ $function: 'load', does: [...] }` for a function of that name which follows a `Script`.
 */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/**
 * What the grader does to a learner's program: a flat list of operations, so that it can be
 * generated, cut down and printed with ease. Calls that overlap are a `begin` and an `end`.
 */
export type Operation =
  | {
      readonly op: 'call'
      /** Which of the sequence's subjects, from 0. */
      readonly on: number
      readonly outcome: Outcome
      /** Virtual time that the guarded function takes. */
      readonly durationMs: number
      /**
       * What the function returns, or raises in languages that can raise any value: one that a careless
       * program takes for the other. An object or error of its own when left out.
       */
      readonly value?: 'nothing' | 'zero' | 'false' | 'empty' | 'error'
      /** An error of another type: the contract's own rejection, or one of the language. */
      readonly raises?: 'rejection' | 'builtin'
      /** The function answers at once instead of by a promise, in languages that have them. */
      readonly immediate?: true
    }
  /** Starts a call whose function stays in flight until `end`. Does nothing if `id` is in flight. */
  | {
      readonly op: 'begin'
      readonly on: number
      readonly id: number
      /** In the same turn of the event loop as the `begin` before it, in languages that have one. */
      readonly together?: true
    }
  /** Ends the call `id`. Does nothing if it is not in flight. */
  | { readonly op: 'end'; readonly id: number; readonly outcome: Outcome }
  /** Virtual time passes. With a negative number the clocks are set back, as only some contracts allow. */
  | { readonly op: 'advance'; readonly ms: number }
  | { readonly op: 'state'; readonly on: number }
  /**
   * Calls a method by its name in the contract and waits for its value or its error. Does nothing, and shows
   * nothing, when an argument is the result of an operation that was not done or gave no value.
   */
  | {
      readonly op: 'invoke'
      readonly on: number
      readonly method: string
      readonly args: readonly Json[]
      /**
       * Keeps the value for `$result`: the very object that the program gave, so that a message which its
       * sender or its receiver still changes is seen to change. An error or nothing keeps nothing.
       */
      readonly as?: number
    }

export type Outcome = 'ok' | 'error'

/** What one run of a function does that the program was handed. */
export interface Deed {
  /** What it gives; null when left out. */
  readonly gives?: Json
  /** It fails instead: with the contract's error of this name, else with an error of its own that says so. */
  readonly fails?: string
  /** Virtual time that it takes. */
  readonly takesMs?: number
}

/** What a function does when it is run again and again: one deed after the other, the last for ever. */
export interface Script {
  readonly does: readonly Deed[]
  /** Runs whose first argument is this text have a list of their own. */
  readonly by?: Readonly<Record<string, readonly Deed[]>>
}

export type Options = Readonly<Record<string, number | boolean | string>>

export interface Sequence {
  /** What the given clock shows at the start, in milliseconds. */
  readonly startMs: number
  /** How many instances are made, all with the same options but for those in `each`. */
  readonly subjects: number
  /** Options by name in snake_case; one that is left out keeps the program's default. */
  readonly options: Options
  /** Options of one subject alone, in their order: the name of a replica, say. */
  readonly each?: readonly Options[]
  /** What the given source of chance returns, one after the other and then from the start again. */
  readonly random?: readonly number[]
  /** What the given functions do, by their names in the contract. All subjects share them. */
  readonly given?: Readonly<Record<string, Script>>
  /** `frozen`: only the given clock advances, the system's clocks stand still. */
  readonly systemClock?: 'frozen'
  readonly ops: readonly Operation[]
}

/**
 * What one operation showed. Of `invoke`: a line for each run of a function that the program was handed, such
 * as `sleep(100)` or `load("a")`, then `=` and the value as JSON, or `!` and the name of the error: the
 * contract's, or the one that a function failed with, which must be that very error. Of the others: `value` the function's own value came back, `error` its own error,
 * `rejected` the rejection without a run, `running` it is in flight, `=closed` a state; null when
 * there was nothing to see.
 */
export type Observation = string | OddResult | null

/** Anything that no correct program does. */
export interface OddResult {
  readonly ended: 'returned' | 'raised' | 'threw' | 'stuck' | 'exited'
  /** The value or error in the program's own language. */
  readonly text: string
  /** How often the guarded function was run. */
  readonly entered: number
  /** Line of the learner's file where it happened. */
  readonly line?: number
  /** It is stuck while other calls are in flight. */
  readonly waiting?: boolean
  /** What came back is the guarded function's own value or error, though not in the right way. */
  readonly own?: boolean
  /**
   * The observation that it would be, had it come as it was due: a promise of a value instead of the value,
   * an error with the one that was due as its cause.
   */
  readonly meant?: string
  /** It is a value where a promise was due. */
  readonly bare?: boolean
  /** What was raised is the contract's rejection. */
  readonly rejection?: boolean
}

/** Whether subjects or what they gave are handed to each other, so that none can be left out. */
export function isLinked({ ops }: Sequence): boolean {
  return ops.some((op) => op.op === 'invoke' && op.args.some((arg) => isSubject(arg) || isResult(arg)))
}

/** Whether the argument stands for one of the subjects. */
export function isSubject(arg: Json): arg is { readonly $subject: number } {
  return typeof arg === 'object' && arg !== null && '$subject' in arg
}

/** Whether the argument stands for what an earlier operation gave. */
export function isResult(arg: Json): arg is { readonly $result: number } {
  return typeof arg === 'object' && arg !== null && '$result' in arg
}

/** Whether the argument stands for a function. */
export function isFunction(arg: Json): arg is { readonly $function: string } & Json {
  return typeof arg === 'object' && arg !== null && '$function' in arg
}

/** The operations of one subject alone. A call that is stuck in one cannot hold up the other. */
export function alone(sequence: Sequence, on: number): Sequence {
  if (isLinked(sequence)) return sequence
  const ids = new Set(sequence.ops.flatMap((op) => (op.op === 'begin' && op.on === on ? [op.id] : [])))
  const ops = sequence.ops
    .filter((op) => op.op === 'advance' || (op.op === 'end' ? ids.has(op.id) : op.on === on))
    .map((op) => ('on' in op ? { ...op, on: 0 } : op))
  const { each, ...rest } = sequence
  const own = each?.[on]
  return { ...rest, subjects: 1, ops, ...(own === undefined ? {} : { each: [own] }) }
}

/** The same without any calls that are in flight beside others. */
export function withoutOverlap(sequence: Sequence): Sequence {
  return { ...sequence, ops: sequence.ops.filter(({ op }) => op !== 'begin' && op !== 'end') }
}

export function isOdd(observation: Observation | undefined): observation is OddResult {
  return typeof observation === 'object' && observation !== null
}
