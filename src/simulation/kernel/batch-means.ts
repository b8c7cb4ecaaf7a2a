import { type Interval, interval95 } from '../../lib/statistics.ts'

/** Between 20 and 40 batches: fewer make the interval wide, more make the batches short and so dependent. */
const MOST_BATCHES = 40

/**
 * A confidence interval for a long-run mean from one run. Values that follow each other depend on
 * each other, means of long batches hardly do; so the values are cut into batches, whose length
 * doubles as the run goes on (Yeh and Schmeiser, "Dynamic batch means", IIE Transactions 2000).
 */
export class BatchMeans {
  #sums = new Float64Array(MOST_BATCHES)
  #full = 0
  #size = 1
  #inBatch = 0

  record(value: number): void {
    this.#sums[this.#full] = (this.#sums[this.#full] as number) + value
    this.#inBatch += 1
    if (this.#inBatch === this.#size) this.#close()
  }

  /** Forgets all, as at the end of a warm-up. */
  restart(): void {
    this.#sums.fill(0)
    this.#full = 0
    this.#size = 1
    this.#inBatch = 0
  }

  /** Over the full batches; NaN throughout when there is none. */
  interval(): Interval {
    const means = Array.from(this.#sums.subarray(0, this.#full), (sum) => sum / this.#size)
    return interval95(means)
  }

  #close(): void {
    this.#full += 1
    this.#inBatch = 0
    if (this.#full < MOST_BATCHES) return
    const sums = this.#sums
    for (let pair = 0; pair < MOST_BATCHES / 2; pair += 1) {
      sums[pair] = (sums[2 * pair] as number) + (sums[2 * pair + 1] as number)
    }
    sums.fill(0, MOST_BATCHES / 2)
    this.#full = MOST_BATCHES / 2
    this.#size *= 2
  }
}
