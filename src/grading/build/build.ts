import type { ExerciseContract } from '../../corpus/exercise-schema.ts'
import type { Language } from '../languages.ts'

export interface BuildRequest {
  /** The learner's file, absolute. */
  readonly file: string
  readonly contract: ExerciseContract
  /** The compiler's command. */
  readonly compiler: readonly string[]
  readonly language: Language
}

/** A driver with the learner's program inside it. */
export interface Built {
  /** Starts it; it is given the nonce and the learner's file, as every driver is. */
  readonly command: readonly string[]
  /** Removes what was built. */
  dispose(): void
}
