export interface Options {
  targetMs?: number
  resumeMs?: number
  intervalMs?: number
  calmIntervals?: number
  clock?: () => number
}

/** From the least critical on. */
const KINDS = ['sheddable', 'sheddable_plus', 'critical', 'critical_plus']
const DEFAULT_KIND = 'critical'
/** `critical_plus` is never shed. */
const HIGHEST_LEVEL = KINDS.length - 1

/** Sheds requests by criticality while the queue does not drain. */
export class LoadShedder {
  readonly #targetMs: number
  readonly #resumeMs: number
  readonly #intervalMs: number
  readonly #calmIntervals: number
  readonly #clock: () => number
  #level = 0
  /** Calm intervals in a row. */
  #calm = 0
  #endsAtMs: number
  /** The smallest delay of the interval that is not over; undefined while there is none. */
  #smallestMs: number | undefined

  constructor(options: Options = {}) {
    const { targetMs = 20, resumeMs = 10, intervalMs = 1000, calmIntervals = 2 } = options
    const { clock = () => performance.now() } = options
    this.#targetMs = targetMs
    this.#resumeMs = resumeMs
    this.#intervalMs = intervalMs
    this.#calmIntervals = calmIntervals
    this.#clock = clock
    this.#endsAtMs = clock() + intervalMs
  }

  recordDelay(delayMs: number): void {
    this.#settle()
    this.#smallestMs = Math.min(delayMs, this.#smallestMs ?? delayMs)
  }

  admit(criticality: string): boolean {
    this.#settle()
    const kind = KINDS.includes(criticality) ? criticality : DEFAULT_KIND
    return KINDS.indexOf(kind) >= this.#level
  }

  level(): number {
    this.#settle()
    return this.#level
  }

  /** Judges all intervals that are over. */
  #settle(): void {
    const nowMs = this.#clock()
    while (nowMs >= this.#endsAtMs) {
      this.#judge(this.#smallestMs ?? 0)
      this.#smallestMs = undefined
      this.#endsAtMs += this.#intervalMs
    }
  }

  #judge(smallestMs: number): void {
    if (smallestMs > this.#targetMs) {
      this.#level = Math.min(HIGHEST_LEVEL, this.#level + 1)
      this.#calm = 0
    } else if (smallestMs > this.#resumeMs) {
      this.#calm = 0
    } else {
      this.#calm += 1
      if (this.#calm < this.#calmIntervals) return
      this.#level = Math.max(0, this.#level - 1)
      this.#calm = 0
    }
  }
}
