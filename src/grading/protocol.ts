import type { Observation } from './sequence.ts'

/** What a driver is told about the contract, in the names of its language. */
export interface WireContract {
  readonly type: string
  readonly error: string
  readonly method: string
  readonly attribute: string
  readonly values: readonly string[]
  readonly clock: string
  readonly options: Readonly<Record<string, number>>
}

/** What a driver says: one JSON object a line on descriptor 4. */
export type Message =
  | { readonly type: 'ready' }
  | { readonly type: 'too-old'; readonly found: string }
  | LoadFailure
  | ShapeProblem
  /** Before each operation of a traced sequence, with what was seen so far. */
  | {
      readonly type: 'at'
      readonly index: number
      readonly op: number
      readonly observations: readonly Observation[]
    }
  | ResultMessage

export interface LoadFailure {
  readonly type: 'load-failed'
  readonly kind: 'syntax' | 'import' | 'exited'
  readonly error: string
  readonly line?: number
  /** The line's text without its indentation, and where in it the error is, from 0. */
  readonly source?: string
  readonly column?: number
  /** When it is another file than the learner's. */
  readonly file?: string
}

export interface ShapeProblem {
  readonly type: 'shape'
  readonly kind:
    | 'missing'
    | 'not-a-class'
    | 'not-an-error'
    | 'missing-method'
    | 'async-method'
    | 'constructor'
    | 'attribute-is-method'
  readonly name?: string
  readonly error?: string
  readonly line?: number
  /** Public names that the file does define. */
  readonly defined?: readonly string[]
}

export interface ResultMessage {
  readonly type: 'result'
  readonly index: number
  readonly observations?: readonly Observation[]
  /** The sequence could not even be set up. */
  readonly broken?: { readonly text: string; readonly line?: number | null }
  /** Traced: what the program printed during each operation. */
  readonly printed?: readonly string[]
}
