import type { Fault } from '../kernel/fault.ts'
import type { Parameters } from '../kernel/scenario.ts'

export const REPLAY_FORMAT = 'compendium-replay-1'

/** A run written down whole: it can be run again, compared, and committed as a regression. */
export interface ReplayFile {
  readonly format: typeof REPLAY_FORMAT
  /** Version of the program that wrote it. */
  readonly compendium: string
  readonly scenario: string
  readonly scenarioVersion: number
  /** File of the user's own model, as it was named. */
  readonly model?: string
  readonly seed: number
  readonly parameters: Parameters
  readonly mutant?: string
  readonly faults: readonly Fault[]
  /** The client operations that take part; all when left out. */
  readonly operations?: readonly number[]
  /** The run ends here. */
  readonly untilUs?: number
  readonly expected: Expected
}

/** What was seen when it was written. */
export interface Expected {
  /** The rule that was broken, and when; none in a run that was saved for other reasons. */
  readonly invariant?: string
  readonly atUs?: number
  /** Or the assertion that failed, as one would type it. */
  readonly assertion?: string
  readonly traceHash: string
}
