export interface Options {
  timeoutMs?: number
  reserveMs?: number
  clock?: () => number
}

export class InvalidTimeoutError extends Error {}

export class DeadlineExceededError extends Error {}

const MOST = 99_999_999

/** What to multiply and to divide by, so that whole numbers stay exact. */
const UNITS: Readonly<Record<string, readonly [number, number]>> = {
  H: [3_600_000, 1],
  M: [60_000, 1],
  S: [1000, 1],
  m: [1, 1],
  u: [1, 1000],
  n: [1, 1_000_000],
}

function parse(header: string): number {
  const [, digits, unit = ''] = /^([0-9]{1,8})([HMSmun])$/.exec(header) ?? []
  const factors = UNITS[unit]
  if (factors === undefined) throw new InvalidTimeoutError(`"${header}" is no timeout`)
  return Math.floor((Number(digits) * factors[0]) / factors[1])
}

function format(timeoutMs: number): string {
  for (const [unit, size] of [['m', 1], ['S', 1000], ['M', 60_000]] as const) {
    const count = Math.floor(timeoutMs / size)
    if (count <= MOST) return `${count}${unit}`
  }
  return `${Math.min(MOST, Math.floor(timeoutMs / 3_600_000))}H`
}

/** The time that one request may still take, handed on to the calls it makes. */
export class DeadlineBudget {
  readonly #reserveMs: number
  readonly #clock: () => number
  #latestMs: number
  #deadlineMs: number

  constructor({ timeoutMs = 1000, reserveMs = 0, clock = () => Math.floor(performance.now()) }: Options = {}) {
    this.#reserveMs = reserveMs
    this.#clock = clock
    this.#latestMs = clock()
    this.#deadlineMs = this.#latestMs + timeoutMs
  }

  receive(header: string): number {
    const nowMs = this.#now()
    this.#deadlineMs = Math.min(this.#deadlineMs, nowMs + parse(header))
    return Math.max(0, this.#deadlineMs - nowMs)
  }

  remainingMs(): number {
    return Math.max(0, this.#deadlineMs - this.#now())
  }

  isExpired(): boolean {
    return this.#now() >= this.#deadlineMs
  }

  childTimeoutMs(wantedMs: number): number {
    const spareMs = this.#deadlineMs - this.#now() - this.#reserveMs
    if (spareMs <= 0) throw new DeadlineExceededError('no time is left for a call')
    return Math.min(wantedMs, spareMs)
  }

  childHeader(wantedMs: number): string {
    return format(this.childTimeoutMs(wantedMs))
  }

  /** The latest time seen: a clock that is set back gives nothing back. */
  #now(): number {
    this.#latestMs = Math.max(this.#latestMs, this.#clock())
    return this.#latestMs
  }
}
