export interface Options {
  threshold?: number
  windowSize?: number
  minStdDeviationMs?: number
  acceptablePauseMs?: number
  firstIntervalMs?: number
  clock?: () => number
}

const MOST = 300

/** The latest intervals in a ring, with sums that make mean and deviation cheap. */
class Intervals {
  readonly #values: number[] = []
  readonly #size: number
  #oldest = 0
  #sum = 0
  #squares = 0

  constructor(size: number) {
    this.#size = size
  }

  add(interval: number): void {
    if (this.#values.length < this.#size) this.#values.push(interval)
    else this.#replaceOldest(interval)
    this.#sum += interval
    this.#squares += interval * interval
  }

  get mean(): number {
    return this.#sum / this.#values.length
  }

  get deviation(): number {
    const variance = this.#squares / this.#values.length - this.mean ** 2
    return Math.sqrt(Math.max(0, variance))
  }

  #replaceOldest(interval: number): void {
    const gone = this.#values[this.#oldest] ?? 0
    this.#values[this.#oldest] = interval
    this.#oldest = (this.#oldest + 1) % this.#size
    this.#sum -= gone
    this.#squares -= gone * gone
  }
}

/** A failure detector that tells how surprising a silence is, after Hayashibara and others (2004). */
export class PhiDetector {
  readonly #threshold: number
  readonly #minStdDeviationMs: number
  readonly #acceptablePauseMs: number
  readonly #firstIntervalMs: number
  readonly #clock: () => number
  readonly #intervals: Intervals
  #lastMs: number | undefined

  constructor({
    threshold = 8,
    windowSize = 1000,
    minStdDeviationMs = 100,
    acceptablePauseMs = 0,
    firstIntervalMs = 1000,
    clock = () => Math.floor(performance.now()),
  }: Options = {}) {
    this.#threshold = threshold
    this.#minStdDeviationMs = minStdDeviationMs
    this.#acceptablePauseMs = acceptablePauseMs
    this.#firstIntervalMs = firstIntervalMs
    this.#clock = clock
    this.#intervals = new Intervals(windowSize)
  }

  heartbeat(): void {
    const nowMs = this.#clock()
    if (this.#lastMs === undefined) this.#begin()
    else if (this.#phi(nowMs) < this.#threshold) this.#intervals.add(nowMs - this.#lastMs)
    this.#lastMs = nowMs
  }

  phi(): number {
    return this.#phi(this.#clock())
  }

  isAvailable(): boolean {
    return this.phi() < this.#threshold
  }

  /** Two intervals with a rather large deviation, as nothing is known yet. */
  #begin(): void {
    const quarter = this.#firstIntervalMs / 4
    this.#intervals.add(this.#firstIntervalMs - quarter)
    this.#intervals.add(this.#firstIntervalMs + quarter)
  }

  #phi(nowMs: number): number {
    if (this.#lastMs === undefined) return 0
    const lateMs = nowMs - this.#lastMs - this.#intervals.mean - this.#acceptablePauseMs
    const y = lateMs / Math.max(this.#intervals.deviation, this.#minStdDeviationMs)
    const g = y * (1.5976 + 0.070566 * y * y)
    return g > MOST * Math.LN10 ? MOST : Math.log10(1 + Math.exp(g))
  }
}
