import { Buckets } from '../../kernel/buckets.ts'
import { Histogram } from '../../kernel/histogram.ts'
import { Population } from '../../kernel/population.ts'
import type { Settings } from './parameters.ts'

const BUCKET_US = 250_000

/** Counts and times of one run. */
export class Measurement {
  readonly latency = new Histogram()
  readonly inside = new Population()
  readonly dispatched: Float64Array
  readonly arrived: Buckets
  readonly staySums: Buckets
  readonly longestQueues: Buckets
  arrivals = 0
  failures = 0
  /** Requests that follow one for the same key, and those of them that go to another server. */
  followers = 0
  strayed = 0
  staysUs = 0
  /** Over the arrivals: the most requests at one server, and the mean over the servers. */
  #mostSum = 0
  #meanSum = 0
  readonly #lastServer: Int32Array

  constructor(settings: Settings) {
    this.dispatched = new Float64Array(settings.servers)
    this.#lastServer = new Int32Array(settings.keys).fill(-1)
    this.arrived = new Buckets(settings.durationUs, BUCKET_US)
    this.staySums = new Buckets(settings.durationUs, BUCKET_US)
    this.longestQueues = new Buckets(settings.durationUs, BUCKET_US)
  }

  arrive(nowUs: number, queues: Int32Array): void {
    this.arrivals += 1
    this.inside.change(nowUs, 1)
    this.arrived.add(nowUs, 1)
    let most = 0
    let sum = 0
    for (const queue of queues) {
      if (queue > most) most = queue
      sum += queue
    }
    this.#mostSum += most
    this.#meanSum += sum / queues.length
    this.longestQueues.raise(nowUs, most)
  }

  dispatch(key: number, server: number): void {
    this.dispatched[server] = (this.dispatched[server] as number) + 1
    const last = this.#lastServer[key]
    this.#lastServer[key] = server
    if (last === -1) return
    this.followers += 1
    if (last !== server) this.strayed += 1
  }

  end(nowUs: number, arrivedUs: number, sinceUs: number, served: boolean): void {
    this.inside.change(nowUs, -1)
    this.staysUs += nowUs - sinceUs
    this.staySums.add(arrivedUs, nowUs - arrivedUs)
    if (served) this.latency.record(nowUs - sinceUs)
    else this.failures += 1
  }

  /** The longest queue in terms of the mean one, as arriving requests find them. */
  peakToMean(): number {
    return this.#meanSum === 0 ? 1 : this.#mostSum / this.#meanSum
  }
}
