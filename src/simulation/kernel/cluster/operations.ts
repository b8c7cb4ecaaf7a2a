import { RandomStream } from '../../../lib/prng.ts'
import type { Series } from '../scenario.ts'
import type { Operation, Workload } from './model.ts'
import { CountedRandom } from './node-random.ts'

/** Extra load is numbered from here, so that it shifts no draw of the seed's own workload. */
export const EXTRA = 1_000_000
/** Draws that one operation may use. */
const DRAWS = 16
const BUCKET_US = 500_000

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }

/** The operations of the clients: when they come, what they ask, how they ended. */
export class Operations {
  /** In the order of invocation. */
  readonly all: Operation[] = []
  /** By number: the seed's own, and those of extra load from EXTRA on. */
  readonly #own: (Operation | undefined)[] = []
  readonly #extra: (Operation | undefined)[] = []
  readonly #workload: Workload
  readonly #gaps: RandomStream
  /** One for all requests, set to where the draws of each begin. */
  readonly #random: CountedRandom
  readonly #kept: ReadonlySet<number> | undefined

  constructor(seed: number, workload: Workload, kept: readonly number[] | undefined) {
    this.#workload = workload
    this.#gaps = new RandomStream(seed, 'arrivals')
    this.#random = new CountedRandom(new RandomStream(seed, 'requests'))
    this.#kept = kept && new Set(kept)
  }

  get timeoutUs(): number {
    return this.#workload.timeoutUs
  }

  /** The time from the operation before to the nth; Infinity for a workload of nothing. */
  gapUs(n: number): number {
    const meanUs = 1e6 / this.#workload.ratePerS
    return Math.max(1, Math.round(this.#gaps.exponential(n) * meanUs))
  }

  wanted(id: number): boolean {
    return this.#kept === undefined || this.#kept.has(id)
  }

  begin(id: number, nowUs: number): Operation {
    this.#random.goTo(id * DRAWS)
    const request = this.#workload.make(id, this.#random)
    const operation: Mutable<Operation> = {
      id,
      node: request.node,
      name: request.name,
      invokedUs: nowUs,
      completedUs: Number.NaN,
      outcome: 'open',
    }
    if (request.key !== undefined) operation.key = request.key
    if (request.value !== undefined) operation.value = request.value
    this.all.push(operation)
    if (id < EXTRA) this.#own[id] = operation
    else this.#extra[id - EXTRA] = operation
    return operation
  }

  /** The operation, if it had no answer yet. */
  end(id: number, nowUs: number, outcome: 'ok' | 'fail' | 'unknown', result: unknown): Operation | undefined {
    const operation = id < EXTRA ? this.#own[id] : this.#extra[id - EXTRA]
    if (operation === undefined || operation.outcome !== 'open') return undefined
    operation.outcome = outcome
    operation.completedUs = nowUs
    if (result !== undefined) operation.result = result
    return operation
  }
}

/** What the clients saw, by metric id. */
export function measureOperations(all: readonly Operation[]): Record<string, number> {
  const counts = { open: 0, ok: 0, fail: 0, unknown: 0 }
  for (const { outcome } of all) counts[outcome] += 1
  const latencies = new Float64Array(counts.ok)
  let at = 0
  for (const { outcome, completedUs, invokedUs } of all) {
    if (outcome !== 'ok') continue
    latencies[at] = completedUs - invokedUs
    at += 1
  }
  latencies.sort()
  const ended = counts.ok + counts.fail + counts.unknown
  return {
    operations_ok: counts.ok,
    operations_failed: counts.fail,
    operations_unknown: counts.unknown,
    availability: ended === 0 ? Number.NaN : counts.ok / ended,
    p50: quantile(latencies, 0.5) / 1000,
    p99: quantile(latencies, 0.99) / 1000,
  }
}

/** Nearest rank; NaN when there are none. */
function quantile(sorted: Float64Array, q: number): number {
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN
}

export function seriesOfOperations(all: readonly Operation[], endUs: number): Series[] {
  const buckets = Math.max(1, Math.ceil(endUs / BUCKET_US))
  const done = new Array<number>(buckets).fill(0)
  const failed = new Array<number>(buckets).fill(0)
  const latencyUs = new Array<number>(buckets).fill(0)
  for (const { completedUs, invokedUs, outcome } of all) {
    if (outcome === 'open') continue
    const bucket = Math.min(buckets - 1, Math.floor(completedUs / BUCKET_US))
    if (outcome === 'ok') {
      done[bucket] = (done[bucket] as number) + 1
      latencyUs[bucket] = (latencyUs[bucket] as number) + completedUs - invokedUs
    } else failed[bucket] = (failed[bucket] as number) + 1
  }
  const perS = (count: number) => (count * 1e6) / BUCKET_US
  const meanMs = done.map((count, bucket) => (count === 0 ? 0 : (latencyUs[bucket] as number) / count / 1000))
  const base = { bucketUs: BUCKET_US }
  return [
    { ...base, id: 'completed', title: 'operations completed', unit: 'per_s', values: done.map(perS) },
    { ...base, id: 'failed', title: 'operations failed or unknown', unit: 'per_s', values: failed.map(perS) },
    { ...base, id: 'latency', title: 'mean latency', unit: 'ms', values: meanMs },
  ]
}
