/** The highest physical time heard of, in milliseconds, and a count of events within it. */
export type Timestamp = readonly [time: number, count: number]

export interface Options {
  maxAheadMs?: number
  clock?: () => number
}

export class ClockDriftError extends Error {
  override name = 'ClockDriftError'
}

/** Timestamps that respect cause and effect and stay near the physical clock. */
export class HybridLogicalClock {
  readonly #maxAheadMs: number
  readonly #clock: () => number
  #latest: Timestamp = [0, 0]

  constructor({ maxAheadMs = 500, clock = () => Date.now() }: Options = {}) {
    this.#maxAheadMs = maxAheadMs
    this.#clock = clock
  }

  now(): Timestamp {
    return this.#event(this.#clock(), this.#latest)
  }

  receive(message: Timestamp): Timestamp {
    const physical = this.#clock()
    const ahead = message[0] - physical
    if (ahead > this.#maxAheadMs) {
      throw new ClockDriftError(`the message is ${ahead} ms ahead of this node's clock`)
    }
    return this.#event(physical, this.isBefore(this.#latest, message) ? message : this.#latest)
  }

  latest(): Timestamp {
    return this.#latest
  }

  isBefore(a: Timestamp, b: Timestamp): boolean {
    return a[0] === b[0] ? a[1] < b[1] : a[0] < b[0]
  }

  /** An event that is later than its cause, and not behind the physical clock. */
  #event(physical: number, [time, count]: Timestamp): Timestamp {
    this.#latest = physical > time ? [physical, 0] : [time, count + 1]
    return this.#latest
  }
}
