/**
 * The quality of one detector's service, as Chen, Toueg and Aguilera define it ("On the Quality of
 * Service of Failure Detectors", IEEE Transactions on Computers 51(5), 2002, section 2): how often it
 * errs, for how long, and how likely it is right about a running process when it is asked.
 */
export class Quality {
  /** While the watched process was running. */
  upUs = 0
  #wrongUs = 0
  #mistakes = 0
  readonly #detectionsUs: number[] = []

  /** `suspected` held for `byUs`, and the process was running all the time. */
  passed(byUs: number, suspected: boolean): void {
    this.upUs += byUs
    if (suspected) this.#wrongUs += byUs
  }

  mistakeBegins(): void {
    this.#mistakes += 1
  }

  detected(afterUs: number): void {
    this.#detectionsUs.push(afterUs)
  }

  /** With n processes left to notice the crash; without all of them there is no detection time. */
  metrics(prefix: string, observers: number): Record<string, number> {
    const sum = this.#detectionsUs.reduce((total, one) => total + one, 0)
    const all = observers > 0 && this.#detectionsUs.length === observers
    return {
      [`${prefix}detection_ms`]: all ? sum / observers / 1000 : Number.NaN,
      [`${prefix}mistakes_per_min`]: this.#mistakes / (this.upUs / 60e6),
      [`${prefix}mistake_ms`]: this.#wrongUs / this.#mistakes / 1000,
      [`${prefix}query_accuracy`]: 1 - this.#wrongUs / this.upUs,
    }
  }
}
