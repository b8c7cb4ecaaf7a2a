import type * as FastCheck from 'fast-check'
import type { ExerciseContract } from '../corpus/exercise-schema.ts'
import type { Language } from './languages.ts'
import type { Observation, Sequence } from './sequence.ts'

/** What the contract allows at one operation, and the rule that says so. */
export interface Expectation {
  /** The observations that are right; empty when there is nothing to see. */
  readonly accept: readonly string[]
  /** Id of the property that decides here. */
  readonly rule: string
  /** What is right, in words, where that is not just `accept`. */
  readonly due?: string
}

/** A known way to get the contract wrong, precise enough to predict what the program will show. */
export interface Misconception {
  readonly id: string
  /** Id of the property that it breaks. */
  readonly property: string
  /** What is wrong, as the end of the sentence "The breaker ...". */
  readonly title: string
}

/** A fixed sequence that shows one property. */
export interface Scenario {
  readonly property: string
  readonly sequence: Sequence
}

/**
 * Which property of the contract an answer breaks that no rule of the model can give. Where a role has
 * none, the rule that decides at that operation is meant.
 */
export interface Roles {
  /** A value or error that is not the guarded function's own. */
  readonly result?: string
  /** A call that waits for another. */
  readonly overlap?: string
  /** An attribute whose value is none of those stated. */
  readonly attribute?: string
  readonly clock?: string
  readonly isolation?: string
  readonly defaults?: string
}

/** The model without any misconception. */
export const NOTHING_WRONG: ReadonlySet<string> = new Set()

/** The executable meaning of a contract. One module a model; patterns refer to it by id. */
export interface Model {
  readonly id: string
  readonly roles: Roles
  readonly misconceptions: readonly Misconception[]
  readonly scenarios: readonly Scenario[]
  /** Random sequences. Built of parts that fast-check can shrink without their history. */
  arbitrary(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence>
  /** Fills one subject with so many entries and uses each once more: twice as many operations, for timing. */
  workload?(size: number): Sequence
  /** How many events a right program shows in each operation, where calls may be in flight side by side. */
  events?(sequence: Sequence, contract: ExerciseContract): readonly number[]
  /**
   * What a program with these misconceptions shows; without any, what the contract asks for. Where the
   * contract leaves a choice, `seen` tells what the program chose, and later answers must agree with it.
   */
  predict(
    sequence: Sequence,
    contract: ExerciseContract,
    wrong: ReadonlySet<string>,
    seen: readonly Observation[],
  ): Expectation[]
}

type EventsOf = (sequence: Sequence) => readonly number[]

const eventsOf = new WeakMap<Model, WeakMap<ExerciseContract, EventsOf>>()

/**
 * As a runner asks for it, the same function for the same contract; undefined for a model in which every
 * call comes back before the next, and where the driver has no use for it.
 */
export function expectedEvents(
  model: Model,
  contract: ExerciseContract,
  { countsEvents }: Language,
): EventsOf | undefined {
  const { events } = model
  if (events === undefined || !countsEvents) return undefined
  const known = eventsOf.get(model) ?? new WeakMap<ExerciseContract, EventsOf>()
  const found = known.get(contract) ?? ((sequence) => events(sequence, contract))
  eventsOf.set(model, known.set(contract, found))
  return found
}
