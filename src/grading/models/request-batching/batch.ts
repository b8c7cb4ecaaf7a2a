import type { Flight } from '../flight-model.ts'
import type { Ran } from '../scripts.ts'

/** One call that waits for its entry. */
export interface Caller {
  readonly flight: Flight
  readonly key: string
  /** Where its key is in the batch, for a program that sends a key as often as it was asked for. */
  readonly position: number
}

export interface Batch {
  /** In the order in which they are sent. */
  keys: string[]
  readonly callers: Caller[]
  isSent: boolean
  /** What it came to, for programs that keep it. */
  ran?: Ran
  stopTimer: () => void
}

export function emptyBatch(): Batch {
  return { keys: [], callers: [], isSent: false, stopTimer: () => {} }
}
