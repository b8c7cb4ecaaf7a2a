/**
 * How many are inside a system over time. The area under the curve divided by the time is the
 * average number inside; by Little's law (1961) it is also the arrival rate times the mean stay.
 */
export class Population {
  size = 0
  /** Integral of the size over time, in microseconds. Exact while it stays below 2^53. */
  areaUs = 0
  #sinceUs = 0
  #fromUs = 0

  change(nowUs: number, by: number): void {
    this.areaUs += this.size * (nowUs - this.#sinceUs)
    this.#sinceUs = nowUs
    this.size += by
  }

  /** The area up to `nowUs`. */
  areaAt(nowUs: number): number {
    return this.areaUs + this.size * (nowUs - this.#sinceUs)
  }

  /** The average size since the start, or since the last restart. */
  meanAt(nowUs: number): number {
    return this.areaAt(nowUs) / (nowUs - this.#fromUs)
  }

  /** Forgets the area so far and keeps who is inside, as at the end of a warm-up. */
  restart(nowUs: number): void {
    this.areaUs = 0
    this.#sinceUs = nowUs
    this.#fromUs = nowUs
  }
}
