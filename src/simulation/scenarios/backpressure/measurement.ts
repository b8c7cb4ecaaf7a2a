import { Buckets } from '../../kernel/buckets.ts'
import { Histogram } from '../../kernel/histogram.ts'
import { unlikeLittle } from '../../kernel/littles-law.ts'
import { Population } from '../../kernel/population.ts'
import type { Settings } from './parameters.ts'

const BUCKET_US = 250_000

/** Counts and times of one run. */
export class Measurement {
  readonly stay = new Histogram()
  readonly inside = new Population()
  readonly heldUp = new Population()
  readonly deliveredPerBucket: Buckets
  readonly staySums: Buckets
  readonly mostBuffered: Buckets
  made = 0
  delivered = 0
  dropped = 0
  peak = 0
  workUs = 0
  wastedUs = 0
  #buffered = 0
  #staysUs = 0
  readonly #settings: Settings

  constructor(settings: Settings) {
    const { durationUs } = settings
    this.#settings = settings
    this.deliveredPerBucket = new Buckets(durationUs, BUCKET_US)
    this.staySums = new Buckets(durationUs, BUCKET_US)
    this.mostBuffered = new Buckets(durationUs, BUCKET_US)
  }

  make(nowUs: number): void {
    this.made += 1
    this.inside.change(nowUs, 1)
  }

  buffer(nowUs: number, by: 1 | -1): void {
    this.#buffered += by
    if (this.#buffered > this.peak) this.peak = this.#buffered
    this.mostBuffered.raise(nowUs, this.#buffered)
  }

  deliver(nowUs: number, madeUs: number, sinceUs: number): void {
    this.inside.change(nowUs, -1)
    this.delivered += 1
    this.stay.record(nowUs - sinceUs)
    this.#staysUs += nowUs - sinceUs
    this.deliveredPerBucket.add(nowUs, 1)
    this.staySums.add(nowUs, nowUs - madeUs)
  }

  drop(nowUs: number, madeUs: number, workedUs: number): void {
    this.inside.change(nowUs, -1)
    this.dropped += 1
    this.wastedUs += workedUs
    this.#staysUs += nowUs - madeUs
  }

  deliveredPerS(): number {
    const { durationUs } = this.#settings
    return (this.deliveredPerBucket.sum(0, durationUs) * 1e6) / durationUs
  }

  /** Why the areas under the curve and the stays do not match; undefined when they do. */
  mismatch(nowUs: number): string | undefined {
    return unlikeLittle(this.inside.areaAt(nowUs), this.#staysUs, 'items were inside', 'stays')
  }
}
