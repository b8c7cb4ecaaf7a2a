import type { GivenKind } from '../corpus/exercise-schema.ts'
import type { Observation, Operation, Sequence } from './sequence.ts'

/**
 * What a driver is told about the contract. `id` is a name as the contract writes it and as sequences
 * carry it, `name` the same in the language of the program.
 */
export interface WireContract {
  readonly type: string
  /** Every option with the value that the shape of the program is checked with. */
  readonly options: Readonly<Record<string, number | boolean | string>>
  readonly given: readonly {
    readonly id: string
    readonly name: string
    readonly kind: GivenKind
    /** Of the kind `function`. */
    readonly function?: WireFunction
  }[]
  readonly methods: readonly WireMethod[]
  readonly attributes: readonly { readonly name: string; readonly values: readonly string[] }[]
  readonly errors: readonly { readonly id: string; readonly name: string }[]
  /** Several threads may call at once. */
  readonly shared: boolean
}

export interface WireMethod {
  readonly id: string
  readonly name: string
  /** Types as the contract writes them: `int`, `string[]`, `float?`. */
  readonly parameters: readonly string[]
  /** For each parameter, what it takes and gives if it is a function. */
  readonly functions: readonly (WireFunction | null)[]
  readonly returns: string
  /** It may return a promise. */
  readonly async: boolean
  /** Calls of it may be in flight side by side. */
  readonly overlaps: boolean
  /** It may raise an error of the contract. */
  readonly fails: boolean
}

/**
 * An operation as it crosses to a driver. Where a method overlaps, `events` is how many events the contract
 * expects of it: how many lines it shows, without `quiet` and without the answer of an `invoke` itself. A
 * driver that cannot tell for sure when every thread has come to rest waits until so many have come, up to
 * its patience with stuck calls, and then looks whether there are more. So a correct program never fails by timing.
 */
export type WireOperation = Operation & { readonly events?: number }

export type WireSequence = Omit<Sequence, 'ops'> & { readonly ops: readonly WireOperation[] }

/** A function that the program is handed. */
export interface WireFunction {
  readonly parameters: readonly string[]
  readonly returns: string
  /** It may fail. */
  readonly fails: boolean
  /** It returns a promise. */
  readonly async: boolean
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
  readonly kind: 'syntax' | 'import' | 'exited' | 'protocol'
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
    | 'signature'
    | 'async-method'
    | 'constructor'
    | 'attribute-is-method'
  readonly name?: string
  readonly error?: string
  readonly line?: number
  /** What the contract asks for instead, as the language writes it: `func (b *Breaker) State() string`. */
  readonly expected?: string
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
  /** Calls side by side: parts of the program that could not be interleaved. */
  readonly whole?: readonly string[]
  /** The driver ends now: something of the program's goes on in it that cannot be ended. */
  readonly leaves?: true
}
