import { Buckets } from '../../kernel/buckets.ts'
import { Histogram } from '../../kernel/histogram.ts'
import { Population } from '../../kernel/population.ts'
import type { Settings } from './parameters.ts'

const BUCKET_US = 250_000

/** Counts and times of one run. */
export class Measurement {
  readonly latency = new Histogram()
  readonly open = new Population()
  readonly arrived: Buckets
  readonly waitSums: Buckets
  /** Most fetches at the origin at once. */
  readonly originPeaks: Buckets
  requests = 0
  hits = 0
  failures = 0
  fetches = 0
  /** Most fetches at the origin at once, before the cache was flushed and after. */
  readonly originPeak = { beforeFlush: 0, afterFlush: 0 }
  waitsUs = 0
  readonly #flushAtUs: number

  constructor({ durationUs, flushAtUs }: Settings) {
    this.#flushAtUs = flushAtUs
    this.arrived = new Buckets(durationUs, BUCKET_US)
    this.waitSums = new Buckets(durationUs, BUCKET_US)
    this.originPeaks = new Buckets(durationUs, BUCKET_US)
  }

  arrive(nowUs: number, atOrigin: number): void {
    this.requests += 1
    this.open.change(nowUs, 1)
    this.arrived.add(nowUs, 1)
    this.originPeaks.raise(nowUs, atOrigin)
  }

  fetch(nowUs: number, atOrigin: number): void {
    const phase = nowUs < this.#flushAtUs ? 'beforeFlush' : 'afterFlush'
    this.fetches += 1
    this.originPeaks.raise(nowUs, atOrigin)
    if (atOrigin > this.originPeak[phase]) this.originPeak[phase] = atOrigin
  }

  answer(nowUs: number, arrivedUs: number, sinceUs: number, ok: boolean): void {
    this.open.change(nowUs, -1)
    this.waitsUs += nowUs - sinceUs
    this.waitSums.add(arrivedUs, nowUs - arrivedUs)
    this.latency.record(nowUs - sinceUs)
    if (!ok) this.failures += 1
  }
}
