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
  /**
   * Calls methods of one subject side by side, each in a thread of its own that is stopped and taken up
   * again as `schedule` says. Shows the list of what each `invoke` or `call` would show, and of calls that are
   * handed functions in which order these ran. Only in languages with threads.
   */
  | {
      readonly op: 'together'
      readonly on: number
      readonly schedule: number
      readonly calls: readonly SideCall[]
    }
  /**
   * Calls a method in a thread, goroutine or promise of its own, and goes on as soon as that call has come
   * back or waits. Does nothing if a call of this `id` was started before in the sequence.
   */
  | {
      readonly op: 'start'
      /** From 1. */
      readonly id: number
      readonly on: number
      readonly method: string
      readonly args: readonly Json[]
      /**
       * Not at once, but as soon as the call of this id has come back: by the same caller, in the same thread
       * and in the same turn of the event loop. At once if that call is not in flight. Does nothing if another
       * start waits for that call already.
       */
      readonly after?: number
    }
  /** Ends a run that is in flight because its deed `holds`. Does nothing if there is no such run, or it is over. */
  | {
      readonly op: 'finish'
      /** The `id` of the call that was handed the function, or the name of a function that the constructor got. */
      readonly of: number | string
      /**
       * Which held run of it, from 1. Runs that began in the same operation count in the order of their
       * lines as texts, so that threads which wake together cannot differ.
       */
      readonly run: number
      /** Without `holds` and `takesMs`. */
      readonly does: Deed
    }

export type Outcome = 'ok' | 'error'

/** A call of a method with plain values. */
export interface PlainCall {
  readonly method: string
  readonly args: readonly Json[]
}

/** A guarded call, among others at the same time. */
export interface GuardedCall {
  readonly outcome: Outcome
  /** As that of a `Deed`. */
  readonly yields: number
}

/** A call among others at the same time. */
export type SideCall = PlainCall | GuardedCall

export function isGuardedCall(call: SideCall): call is GuardedCall {
  return 'outcome' in call
}

/** What one run of a function does that the program was handed. */
export interface Deed {
  /** What it gives; null when left out. */
  readonly gives?: Json
  /** It fails instead: with the contract's error of this name, else with an error of its own that says so. */
  readonly fails?: string
  /** Virtual time that it takes. Not in sequences with calls in flight. */
  readonly takesMs?: number
  /** It stays in flight until a `finish` says what it gives. Only in calls that were started by `start`. */
  readonly holds?: true
  /** How often the run lets others go on before it ends. Only in calls side by side. */
  readonly yields?: number
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
 * What one operation showed.
 *
 * Where calls may be in flight side by side (a method of the contract `overlaps`), every operation shows the
 * events since the last one, a line each, sorted (`normalized` in value.ts), or `quiet` when there was none:
 * `2 load("a")`, the function that call 2 was handed began to run; `flush(["a"])`, one that the constructor
 * got did; `2=5`, call 2 came back with this value; `2!timeout`, with this error, named as below. An
 * `invoke` shows its own answer after them, without a number: `=3`. When a call comes back as no correct
 * program's does, that operation shows an `OddResult` instead.
 *
 * Elsewhere, of `invoke`: a line for each run of a function that the program was handed, such
 * as `sleep(100)` or `load("a")`, then `=` and the value as JSON, or `!` and the name of the error: the
 * contract's, or the one that a function failed with, which must be that very error. Of `together`: `&` and
 * the list of what each call showed; where the calls are handed functions, `&` and an object: `calls`, that
 * list, and `runs`, in the order in which these began and ended: `+1 load("a")`, the one that call 1 was
 * handed began, `-1`, it ended.
 *
 * Of the others: `value` the function's own value came back, `error` its own error, `rejected` the rejection
 * without a run, `running` it is in flight, `=closed` a state; null when there was nothing to see.
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
  /** Which of the calls in flight it was, by its id. */
  readonly call?: number
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
  const ids = new Set<number | string>(
    sequence.ops.flatMap((op) => ((op.op === 'begin' || op.op === 'start') && op.on === on ? [op.id] : [])),
  )
  const isKept = (op: Operation): boolean => {
    if (op.op === 'advance') return true
    if (op.op === 'finish') return typeof op.of === 'string' || ids.has(op.of)
    return op.op === 'end' ? ids.has(op.id) : op.on === on
  }
  const ops = sequence.ops.filter(isKept).map((op) => ('on' in op ? { ...op, on: 0 } : op))
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
