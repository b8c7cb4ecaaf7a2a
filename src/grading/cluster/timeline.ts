/** Time as a run sees it: real, or virtual. Everything that waits, waits here. */
export interface Timeline {
  /** Microseconds since the run began. */
  nowUs(): number
  /** Calls back once `delayUs` have passed; what it returns takes that back. */
  after(delayUs: number, act: () => void): () => void
}
