import type { Value } from '../../history/operation.ts'

/** What an operation asks and, where it is known, what it was told. */
export interface Step {
  readonly f: string
  readonly input: Value
  /** Undefined of an operation of which nobody knows how it ended. */
  readonly output: Value | undefined
}

/**
 * An object as its sequential specification has it (Herlihy and Wing, TOPLAS 1990): which steps may be taken in
 * which state. States are never changed in place.
 */
export interface SequentialModel<State = unknown> {
  readonly name: string
  readonly functions: readonly string[]
  readonly initial: State
  /** The state after the step, or undefined where the step may not be taken, or not with this answer. */
  step(state: State, step: Step): State | undefined
  /** The same text for equal states only. */
  key(state: State): string
  /** Why the step cannot belong to this model, in words; undefined when it can. */
  flaw(step: Step): string | undefined
  /** Whether its answer tells something of the state: without any such step there is nothing to judge. */
  tells(step: Step): boolean
  /**
   * What the step needs others to have done, by name, and what it does for others. A part of a history proves
   * something about the whole only when with each step it keeps all that provide what the step needs. Undefined: a
   * step needs all that change the state.
   */
  needs?(step: Step): readonly string[] | undefined
  provides?(step: Step): readonly string[]
  /** The step as it would be had it been answered otherwise; undefined of a step to which nothing is answered. */
  answered?(step: Step, answer: Value): Step | undefined
  /** What a step may be answered in the state. */
  answer?(state: State, step: Step): Value | undefined
}
