import { Histogram } from '../../kernel/histogram.ts'
import { Population } from '../../kernel/population.ts'
import type { Settings } from './parameters.ts'

export const COMPLETED = 0
export const FAILED = 1
export const REFUSED = 2
export type Outcome = typeof COMPLETED | typeof FAILED | typeof REFUSED

/** Width of the buckets of the series. */
export const BUCKET_US = 500_000
/** Width of the buckets by which recovery is judged. */
const FINE_US = 100_000
/** The service is well when this share of the requests that arrive in a fine bucket are completed, */
const WELL = 0.9
/** in this many buckets in a row. */
const WELL_BUCKETS = 10

/** Counts and times of one run. */
export class Measurement {
  readonly outcomes: [number, number, number] = [0, 0, 0]
  readonly latency = new Histogram()
  /** Requests that do not need the dependency. */
  readonly others = { arrived: 0, completed: 0 }
  readonly inside = new Population()
  readonly busy = new Population()
  staysUs = 0
  peakQueue = 0
  readonly #settings: Settings
  readonly #fineArrived: Uint32Array
  readonly #fineCompleted: Uint32Array
  readonly #latencyUs: Float64Array
  readonly #arrived: Uint32Array
  readonly #busyAreaUs: number[] = [0]
  readonly #calls: number[] = [0]
  #busyAtOutageStartUs = 0
  #busyAtOutageEndUs = 0

  constructor(settings: Settings) {
    this.#settings = settings
    const fine = Math.ceil(settings.durationUs / FINE_US)
    const coarse = Math.ceil(settings.durationUs / BUCKET_US)
    this.#fineArrived = new Uint32Array(fine)
    this.#fineCompleted = new Uint32Array(fine)
    this.#latencyUs = new Float64Array(coarse)
    this.#arrived = new Uint32Array(coarse)
  }

  arrived(nowUs: number): void {
    this.inside.change(nowUs, 1)
    increment(this.#fineArrived, nowUs, FINE_US)
    increment(this.#arrived, nowUs, BUCKET_US)
  }

  /** `sinceUs` is from when the client's wait is measured. */
  ended(nowUs: number, arrivedUs: number, sinceUs: number, outcome: Outcome): void {
    this.inside.change(nowUs, -1)
    this.outcomes[outcome] += 1
    this.latency.record(nowUs - sinceUs)
    this.staysUs += nowUs - sinceUs
    const bucket = Math.floor(arrivedUs / BUCKET_US)
    this.#latencyUs[bucket] = (this.#latencyUs[bucket] ?? 0) + nowUs - sinceUs
    if (outcome === COMPLETED) increment(this.#fineCompleted, arrivedUs, FINE_US)
  }

  /** At the end of each bucket of the series. */
  sample(nowUs: number, calls: number): void {
    this.#busyAreaUs.push(this.busy.areaAt(nowUs))
    this.#calls.push(calls)
  }

  outageBegins(nowUs: number): void {
    this.#busyAtOutageStartUs = this.busy.areaAt(nowUs)
    this.#busyAtOutageEndUs = this.#busyAtOutageStartUs
  }

  outageEnds(nowUs: number): void {
    this.#busyAtOutageEndUs = this.busy.areaAt(nowUs)
  }

  /** Share of the workers' time in the outage that was spent on requests. */
  workersBusyInOutage(): number {
    const { outageStartUs, outageEndUs, workers } = this.#settings
    const outageUs = outageEndUs - outageStartUs
    return outageUs === 0 ? 0 : (this.#busyAtOutageEndUs - this.#busyAtOutageStartUs) / (outageUs * workers)
  }

  /** From the end of the outage until the service is well and stays so for a second; the rest of the run if never. */
  recoveryUs(): number {
    const { outageEndUs, durationUs } = this.#settings
    const first = Math.ceil(outageEndUs / FINE_US)
    for (let bucket = first; bucket + WELL_BUCKETS <= this.#fineArrived.length; bucket += 1) {
      if (this.#staysWell(bucket)) return bucket * FINE_US - outageEndUs
    }
    return Math.max(0, durationUs - outageEndUs)
  }

  #staysWell(from: number): boolean {
    for (let bucket = from; bucket < from + WELL_BUCKETS; bucket += 1) {
      if ((this.#fineCompleted[bucket] ?? 0) < WELL * (this.#fineArrived[bucket] ?? 0)) return false
    }
    return true
  }

  /** Share of the requests arriving in each bucket that were completed; 1 where none arrived. */
  successSeries(): number[] {
    const perBucket = BUCKET_US / FINE_US
    return Array.from(this.#arrived, (arrived, bucket) => {
      let completed = 0
      for (let fine = 0; fine < perBucket; fine += 1) {
        completed += this.#fineCompleted[bucket * perBucket + fine] ?? 0
      }
      return arrived === 0 ? 1 : completed / arrived
    })
  }

  /** Mean latency in milliseconds of the requests arriving in each bucket; 0 where none arrived. */
  latencySeries(): number[] {
    return Array.from(this.#arrived, (arrived, bucket) =>
      arrived === 0 ? 0 : (this.#latencyUs[bucket] ?? 0) / arrived / 1000,
    )
  }

  busySeries(): number[] {
    return differences(this.#busyAreaUs).map((areaUs) => areaUs / BUCKET_US)
  }

  /** Calls per second that the dependency receives. */
  callsSeries(): number[] {
    return differences(this.#calls).map((calls) => (calls * 1e6) / BUCKET_US)
  }
}

function increment(counts: Uint32Array, atUs: number, widthUs: number): void {
  const bucket = Math.floor(atUs / widthUs)
  counts[bucket] = (counts[bucket] ?? 0) + 1
}

function differences(values: readonly number[]): number[] {
  return values.slice(1).map((value, index) => value - (values[index] ?? 0))
}
