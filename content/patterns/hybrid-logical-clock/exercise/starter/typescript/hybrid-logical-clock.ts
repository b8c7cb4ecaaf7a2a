// {{contract}}

/** The highest physical time heard of, in milliseconds, and a count of events within it. */
export type Timestamp = readonly [time: number, count: number]

export interface Options {
  maxAheadMs?: number
  clock?: () => number
}

export class ClockDriftError extends Error {}

export class HybridLogicalClock {
  constructor(options: Options = {}) {
    // TODO: keep the options, and what the clock must remember between events.
  }

  now(): Timestamp {
    // TODO: the timestamp of a local event or of a sending.
    throw new Error('now is yours to write')
  }

  receive(message: Timestamp): Timestamp {
    // TODO: the timestamp of the receipt of a message.
    throw new Error('receive is yours to write')
  }

  latest(): Timestamp {
    // TODO: the latest timestamp that was returned.
    throw new Error('latest is yours to write')
  }

  isBefore(a: Timestamp, b: Timestamp): boolean {
    // TODO: whether the timestamp a is smaller than b.
    throw new Error('isBefore is yours to write')
  }
}
