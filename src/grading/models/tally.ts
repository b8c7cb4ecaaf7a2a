import { ln } from '../../lib/portable-math.ts'

/** Between which bounds the chance of an event lies. */
export interface Odds {
  readonly low: number
  readonly high: number
}

/** ln of 1e-12: how unlikely a count must be before it counts against a program. */
const LN_OF_NEVER = -27.63

/**
 * Counts events whose chances are known, and notices when there are too many or too few of them for chance.
 * With n events of chances p1, p2, ..., each given all those before, and q their sum, Chernoff's bound says
 * that a or more happen (a > q), or a or fewer (a < q), with a probability of at most exp(a - q - a ln(a / q)).
 * It is applied to the events that happened and to those that did not, at 1e-12 for one look. A grading looks some hundred times at most.
 */
export class Tally {
  #count = 0
  #trials = 0
  #low = 0
  #high = 0

  add({ low, high }: Odds, happened: boolean): void {
    this.#trials += 1
    this.#low += low
    this.#high += high
    if (happened) this.#count += 1
  }

  get isTooHigh(): boolean {
    return isAbove(this.#count, this.#high) || isBelow(this.#trials - this.#count, this.#trials - this.#high)
  }

  get isTooLow(): boolean {
    return isBelow(this.#count, this.#low) || isAbove(this.#trials - this.#count, this.#trials - this.#low)
  }
}

function isAbove(count: number, mean: number): boolean {
  return count > mean && logChance(count, mean) < LN_OF_NEVER
}

function isBelow(count: number, mean: number): boolean {
  return count < mean && logChance(count, mean) < LN_OF_NEVER
}

function logChance(count: number, mean: number): number {
  if (mean <= 0) return Number.NEGATIVE_INFINITY
  return count - mean - (count === 0 ? 0 : count * ln(count / mean))
}
