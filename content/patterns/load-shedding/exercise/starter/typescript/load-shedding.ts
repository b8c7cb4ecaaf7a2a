// {{contract}}

export interface Options {
  targetMs?: number
  resumeMs?: number
  intervalMs?: number
  calmIntervals?: number
  clock?: () => number
}

export class LoadShedder {
  constructor(options: Options = {}) {
    // TODO: keep the options, and whatever the shedder must remember between calls.
  }

  recordDelay(delayMs: number): void {
    // TODO: note how long a request waited.
    throw new Error('recordDelay is yours to write')
  }

  admit(criticality: string): boolean {
    // TODO: whether a request of this criticality is taken now.
    throw new Error('admit is yours to write')
  }

  level(): number {
    // TODO: how many kinds of requests are shed now.
    throw new Error('level is yours to write')
  }
}
