import type * as FastCheck from 'fast-check'
import type { ExerciseContract } from '../corpus/exercise-schema.ts'
import type { Sequence } from './sequence.ts'

/** What the contract allows at one operation, and the rule that says so. */
export interface Expectation {
  /** The observations that are right; empty when there is nothing to see. */
  readonly accept: readonly string[]
  /** Id of the property that decides here. */
  readonly rule: string
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

/** Which property of the contract an answer breaks that no rule of the model can give. */
export interface Roles {
  /** A value or error that is not the guarded function's own. */
  readonly result: string
  /** A call that waits for another. */
  readonly overlap: string
  /** An attribute whose value is none of those stated. */
  readonly attribute: string
  readonly clock: string
  readonly isolation: string
  readonly defaults: string
}

/** The executable meaning of a contract. One module a model; patterns refer to it by id. */
export interface Model {
  readonly id: string
  /** What a learner's object is called in sentences: "breaker". */
  readonly subject: string
  readonly roles: Roles
  readonly misconceptions: readonly Misconception[]
  readonly scenarios: readonly Scenario[]
  /** Random sequences. Built of parts that fast-check can shrink without their history. */
  arbitrary(fc: typeof FastCheck): FastCheck.Arbitrary<Sequence>
  /** What a program with these misconceptions shows; without any, what the contract asks for. */
  predict(sequence: Sequence, contract: ExerciseContract, wrong?: ReadonlySet<string>): Expectation[]
}
