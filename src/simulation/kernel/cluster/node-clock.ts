/** However slow a fault makes it, a clock moves on. */
const SLOWEST = 0.001

/**
 * A clock that may be ahead or behind and may run fast or slow. Timers run by the same crystal, so
 * that a fast clock makes them ring early; one that is set keeps the speed at which it was set.
 */
export class NodeClock {
  /** How much too fast all faults together make it, in millionths. */
  #ppm = 0
  /** How fast it runs: 1 is right. */
  #rate = 1
  #skewUs = 0
  #readingUs = 0
  #setAtUs = 0

  atUs(nowUs: number): number {
    if (this.#rate === 1 && this.#readingUs === this.#setAtUs) return nowUs + this.#skewUs
    return this.#readingUs + Math.round((nowUs - this.#setAtUs) * this.#rate) + this.#skewUs
  }

  /** How much true time passes while this clock moves on by `delayUs`. */
  trueDelayUs(delayUs: number): number {
    return this.#rate === 1 ? delayUs : Math.max(1, Math.round(delayUs / this.#rate))
  }

  skewBy(byUs: number): void {
    this.#skewUs += byUs
  }

  /** What it has gained or lost when a drift is over stays. */
  driftBy(nowUs: number, ppm: number): void {
    this.#readingUs += Math.round((nowUs - this.#setAtUs) * this.#rate)
    this.#setAtUs = nowUs
    this.#ppm += ppm
    this.#rate = Math.max(SLOWEST, 1 + this.#ppm / 1e6)
  }
}
