export interface Options {
  node: number
  epochMs?: number
  nodeBits?: number
  sequenceBits?: number
  clock?: () => number
}

export class ClockMovedBackError extends Error {}

export class OutOfRangeError extends Error {}

const TIME_BITS = 41

/** Ids of 64 bits: time, node, sequence. They are bigints, because numbers are exact up to 2^53 only. */
export class IdGenerator {
  readonly #node: number
  readonly #epochMs: number
  readonly #nodeBits: number
  readonly #sequenceBits: number
  readonly #clock: () => number
  /** What the clock showed at the last id, and what that id says. They differ when we are ahead. */
  #seenMs = Number.NEGATIVE_INFINITY
  #timeMs = Number.NEGATIVE_INFINITY
  #sequence = 0

  constructor({ node, epochMs = 1_735_689_600_000, nodeBits = 10, sequenceBits = 12, clock = Date.now }: Options) {
    this.#node = node
    this.#epochMs = epochMs
    this.#nodeBits = nodeBits
    this.#sequenceBits = sequenceBits
    this.#clock = clock
  }

  nextId(): bigint {
    const nowMs = this.#clock()
    if (nowMs < this.#seenMs) {
      throw new ClockMovedBackError(`the clock is ${this.#seenMs - nowMs} ms behind the last id`)
    }
    const [timeMs, sequence] = this.#following(nowMs)
    const sinceMs = timeMs - this.#epochMs
    if (sinceMs < 0 || sinceMs >= 2 ** TIME_BITS) {
      throw new OutOfRangeError(`${timeMs} ms is not within 2^${TIME_BITS} ms of the epoch`)
    }
    this.#seenMs = nowMs
    this.#timeMs = timeMs
    this.#sequence = sequence
    const timePart = BigInt(sinceMs) << BigInt(this.#nodeBits + this.#sequenceBits)
    return timePart | (BigInt(this.#node) << BigInt(this.#sequenceBits)) | BigInt(sequence)
  }

  timestampOf(id: bigint): number {
    return Number(id >> BigInt(this.#nodeBits + this.#sequenceBits)) + this.#epochMs
  }

  nodeOf(id: bigint): number {
    return Number(BigInt.asUintN(this.#nodeBits, id >> BigInt(this.#sequenceBits)))
  }

  sequenceOf(id: bigint): number {
    return Number(BigInt.asUintN(this.#sequenceBits, id))
  }

  /** Time and sequence number of the next id. */
  #following(nowMs: number): [timeMs: number, sequence: number] {
    if (nowMs > this.#timeMs) return [nowMs, 0]
    if (this.#sequence < 2 ** this.#sequenceBits - 1) return [this.#timeMs, this.#sequence + 1]
    return [this.#timeMs + 1, 0]
  }
}
