/**
 * The words in which a history is told: what clients asked of a system, and what it answered. Simulation, checkers
 * and grading share them. They are Jepsen's (jepsen-io/history), so that its histories can be read and written.
 */

/** A value as EDN or JSON writes it. Strict in type: the text "4" is not the number 4. A keyword is a text without its colon. */
export type Value = null | boolean | number | bigint | string | readonly Value[] | ReadonlyMap<Value, Value>

/**
 * How an operation ended. `ok`: it took effect. `fail`: it did not, and never will. `info`: nobody knows; it may take
 * effect at any time after its call, or never.
 */
export type Outcome = 'ok' | 'fail' | 'info'

/** Who acts: one thing at a time. A process whose operation ended with `info` does nothing more. */
export type Process = number | string

/** One line of a history. */
export interface HistoryEvent {
  readonly type: 'invoke' | Outcome
  readonly process: Process
  /** Name of the function, `read` say. */
  readonly f: string
  readonly value: Value
  /** Nanoseconds since the start of the run, where the history tells. */
  readonly timeNs?: number
  readonly error?: Value
  /** Set on a read of the end, after faults were healed and the system had time to settle (Jepsen's `:final?`). */
  readonly final?: boolean
  /** The line of the file on which it stands, from 1, where it came from a file. */
  readonly line?: number
}

/** An invocation together with its completion. Operation a is before b in real time when `a.return < b.call`. */
export interface Operation {
  readonly process: Process
  readonly f: string
  /** What the invocation asks. */
  readonly input: Value
  /** What the completion tells; of an operation that has none, what the invocation asks. */
  readonly output: Value
  readonly outcome: Outcome
  /** Position of the invocation in the history, from 0. */
  readonly call: number
  /** Position of the completion; `Infinity` of an operation of which nobody knows whether it ended. */
  readonly return: number
  readonly callNs?: number
  readonly returnNs?: number
  readonly error?: Value
  /** Set on a read of the end, after faults were healed and the system had time to settle. */
  readonly final?: boolean
  readonly line?: number
}
