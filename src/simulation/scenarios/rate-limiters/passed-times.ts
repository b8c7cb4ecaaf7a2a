/** When requests of one client passed, ascending, to be counted over any stretch of time. */
export class PassedTimes {
  readonly #times: number[] = []
  /** Over the requests so far, the least of (place from 0) x window - limit x time. */
  #leastLead = Number.POSITIVE_INFINITY

  add(nowUs: number, windowUs: number, limit: number): void {
    const lead = this.#times.length * windowUs - limit * nowUs
    if (lead < this.#leastLead) this.#leastLead = lead
    this.#times.push(nowUs)
  }

  /** How many passed at `fromUs` or later. */
  since(fromUs: number): number {
    let low = 0
    let high = this.#times.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#times[middle] as number) < fromUs) low = middle + 1
      else high = middle
    }
    return this.#times.length - low
  }

  /**
   * Whether one more now would be more than `burst` and `limit` per window in some stretch that ends
   * now. With n before it, that is so if for some i of them (n - i + 1) > burst + limit (now - t_i) /
   * window; the i that matters most is the one with the least lead.
   */
  exceedsEnvelope(nowUs: number, burst: number, windowUs: number, limit: number): boolean {
    return this.#times.length * windowUs - limit * nowUs > this.#leastLead + (burst - 1) * windowUs
  }
}
