/** What a checker says about a history. All checkers answer in this one form, so that one command can show it. */

import type { Operation, Value } from '../history/operation.ts'

/** One thing that a checker found, with the operations that prove it. */
export interface Finding {
  /** Its short name: `lost`, `stale`, `G1a`. */
  readonly kind: string
  /** One sentence in plain words. */
  readonly text: string
  readonly operations: readonly Operation[]
}

export interface CheckResult {
  readonly valid: true | false | 'unknown'
  readonly model: string
  /** Number of operations judged. */
  readonly operations: number
  /** In plain words: what is wrong with the evidence (names process, operation, value, time), why unknown, or what was found right. */
  readonly reason: string
  /** Findings, most telling first: each a kind (`lost`, `stale`, `G1a` ...), a sentence, and the operations that are its evidence. */
  readonly findings: readonly Finding[]
  /** A smallest sub-history that still fails. */
  readonly counterexample?: readonly Operation[]
  /** An order of the operations that explains a valid history, as positions in the input. */
  readonly witness?: readonly number[]
  /** Figures by name, e.g. `lost-count`. */
  readonly stats?: Readonly<Record<string, number>>
  /** Values by name, e.g. the elements that are `lost`. */
  readonly lists?: Readonly<Record<string, readonly Value[]>>
}
