/** Time as a run sees it: real, or virtual. Everything that waits, waits here. */
export interface Timeline {
  /** Microseconds since the run began. */
  nowUs(): number
  /** Calls back once `delayUs` have passed; what it returns takes that back. */
  after(delayUs: number, act: () => void): () => void
  /** A promise of something that this time brings about: `begin` is told what to call then. */
  moment(begin: (done: () => void) => void): Promise<void>
}

/** A promise for those who have nothing else to do. Never kept once time has stopped. */
export function sleep(time: Timeline, ms: number): Promise<void> {
  return time.moment((done) => time.after(ms * 1000, done))
}
