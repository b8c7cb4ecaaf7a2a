/**
 * A clock that may be ahead or behind and may run fast or slow. Timers run by the same crystal, so
 * that a fast clock makes them ring early.
 */
export class NodeClock {
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

  driftBy(nowUs: number, ppm: number): void {
    const readingUs = this.#readingUs + Math.round((nowUs - this.#setAtUs) * this.#rate)
    this.#readingUs = readingUs
    this.#setAtUs = nowUs
    this.#rate += ppm / 1e6
    // Sums of millionths leave a rest that would count as drift for ever.
    if (Math.abs(this.#rate - 1) < 1e-9) this.#rate = 1
  }
}
