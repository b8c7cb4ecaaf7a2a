import { exp } from '../../../lib/portable-math.ts'
import { RandomStream } from '../../../lib/prng.ts'
import { poissonTimes } from '../../kernel/arrivals.ts'
import type { Fault } from '../../kernel/fault.ts'
import { faultsOf, type Operations, operationsOf } from '../../kernel/operations.ts'
import type { RunOptions } from '../../kernel/scenario.ts'
import { Zipf } from '../../kernel/zipf.ts'
import type { Settings } from './parameters.ts'

/** Spread of the log-normal fetch time: the slowest 1 % take twice the median. */
const SIGMA = 0.3

export const faultKinds = ['load'] as const

/** All that chance and faults decide, fixed before any run begins: all caches meet the same requests. */
export interface Workload {
  readonly requests: Operations
  /** By request. */
  readonly key: Int32Array
  readonly process: Int32Array
  readonly faults: readonly Fault[]
  /** How long the origin works on the fetch that a request begins. */
  fetchUs(request: number): number
  fetchFails(request: number): boolean
  /** For early expiration at a request: exponential with mean 1. */
  eagerness(request: number): number
  /** For the TTL of the value that a request fetched, or of a key at the start: from [0, 1). */
  ttlDraw(request: number): number
  ttlDrawAtStart(key: number): number
}

export function makeWorkload(seed: number, settings: Settings, options: RunOptions): Workload {
  const faults = faultsOf(options.faults, faultKinds, [])
  const steady = [{ untilUs: settings.durationUs, ratePerS: settings.ratePerS }]
  const times = poissonTimes(new RandomStream(seed, 'arrivals'), steady)
  const requests = operationsOf(times, faults, options.operations)
  const stream = (name: string) => new RandomStream(seed, name)
  const keys = stream('keys')
  const processes = stream('processes')
  const fetches = stream('fetches')
  const errors = stream('errors')
  const early = stream('early')
  const ttls = stream('ttls')
  const firstTtls = stream('first ttls')
  const zipf = new Zipf(settings.keys, settings.keySkew)
  return {
    requests,
    key: Int32Array.from(requests.atUs, (_, request) => zipf.rank(keys.uniform(request))),
    process: Int32Array.from(requests.atUs, (_, request) => processes.integer(request, settings.processes)),
    faults,
    fetchUs: (request) => Math.round(exp(SIGMA * fetches.normal(request)) * settings.fetchUs),
    fetchFails: (request) => errors.uniform(request) < settings.errorRate,
    eagerness: (request) => early.exponential(request),
    ttlDraw: (request) => ttls.uniform(request),
    ttlDrawAtStart: (key) => firstTtls.uniform(key),
  }
}
