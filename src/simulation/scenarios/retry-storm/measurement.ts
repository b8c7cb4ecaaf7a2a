import { Buckets } from '../../kernel/buckets.ts'
import { Histogram } from '../../kernel/histogram.ts'
import { Population } from '../../kernel/population.ts'
import type { Settings } from './parameters.ts'

const BUCKET_US = 500_000
/** Width of the buckets by which recovery is judged. */
const FINE_US = 100_000
/** All is well when this share of the requests that begin in a fine bucket succeed, */
const WELL = 0.9
/** in this many buckets in a row. */
const WELL_BUCKETS = 10
/** The last part of the run, by which the end is judged. */
const END_SHARE = 0.2

/** Counts and times of one run. */
export class Measurement {
  readonly latency = new Histogram()
  readonly open = new Population()
  readonly begun: Buckets
  readonly succeeded: Buckets
  readonly sent: Buckets
  requests = 0
  successes = 0
  attempts = 0
  staysUs = 0
  workDoneUs = 0
  workWastedUs = 0
  readonly #fineBegun: Buckets
  readonly #fineSucceeded: Buckets
  readonly #settings: Settings

  constructor(settings: Settings) {
    const { durationUs } = settings
    this.#settings = settings
    this.begun = new Buckets(durationUs, BUCKET_US)
    this.succeeded = new Buckets(durationUs, BUCKET_US)
    this.sent = new Buckets(durationUs, BUCKET_US)
    this.#fineBegun = new Buckets(durationUs, FINE_US)
    this.#fineSucceeded = new Buckets(durationUs, FINE_US)
  }

  begin(nowUs: number): void {
    this.requests += 1
    this.open.change(nowUs, 1)
    this.begun.add(nowUs, 1)
    this.#fineBegun.add(nowUs, 1)
  }

  send(nowUs: number): void {
    this.attempts += 1
    this.sent.add(nowUs, 1)
  }

  /** The server has worked on an attempt; `useful` when somebody waited for it. */
  work(workUs: number, useful: boolean): void {
    this.workDoneUs += workUs
    if (!useful) this.workWastedUs += workUs
  }

  end(nowUs: number, begunUs: number, sinceUs: number, ok: boolean): void {
    this.open.change(nowUs, -1)
    this.staysUs += nowUs - sinceUs
    if (!ok) return
    this.successes += 1
    this.latency.record(nowUs - sinceUs)
    this.succeeded.add(begunUs, 1)
    this.#fineSucceeded.add(begunUs, 1)
  }

  /** 1 when none began. */
  successBefore(atUs: number): number {
    const begun = this.#fineBegun.sum(0, atUs)
    return begun === 0 ? 1 : this.#fineSucceeded.sum(0, atUs) / begun
  }

  get #endFromUs(): number {
    return this.#settings.durationUs * (1 - END_SHARE)
  }

  /** Requests that begin in the last part and succeed, per second. */
  goodputAtEnd(): number {
    return this.#atEnd(this.#fineSucceeded)
  }

  requestsAtEnd(): number {
    return this.#atEnd(this.#fineBegun)
  }

  /** Attempts in the last part of the run, per second, in terms of what the server can do. */
  loadAtEnd(): number {
    const { workers, workUs } = this.#settings
    return this.#atEnd(this.sent) / ((workers * 1e6) / workUs)
  }

  #atEnd(buckets: Buckets): number {
    const { durationUs } = this.#settings
    const fromUs = Math.ceil(this.#endFromUs / buckets.widthUs) * buckets.widthUs
    const seconds = Math.max(buckets.widthUs, durationUs - fromUs) / 1e6
    return buckets.sum(Math.min(fromUs, durationUs - 1), durationUs) / seconds
  }

  isStuck(): boolean {
    return this.goodputAtEnd() < WELL * this.requestsAtEnd()
  }

  /** From `fromUs` until all is well and stays so for a second; the rest of the run if never. */
  recoveryUs(fromUs: number): number {
    const begun = this.#fineBegun.values
    for (let bucket = Math.ceil(fromUs / FINE_US); bucket + WELL_BUCKETS <= begun.length; bucket += 1) {
      if (this.#staysWell(bucket)) return bucket * FINE_US - fromUs
    }
    return Math.max(0, this.#settings.durationUs - fromUs)
  }

  #staysWell(from: number): boolean {
    for (let bucket = from; bucket < from + WELL_BUCKETS; bucket += 1) {
      const begun = this.#fineBegun.values[bucket] ?? 0
      if ((this.#fineSucceeded.values[bucket] ?? 0) < WELL * begun) return false
    }
    return true
  }
}
