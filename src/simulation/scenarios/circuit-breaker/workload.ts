import { exp } from '../../../lib/portable-math.ts'
import { RandomStream } from '../../../lib/prng.ts'
import type { Fault } from '../../kernel/fault.ts'
import { faultsOf, type Operations, operationsOf } from '../../kernel/operations.ts'
import type { RunOptions } from '../../kernel/scenario.ts'
import type { Settings } from './parameters.ts'

/** Spread of the dependency's log-normal service time: the slowest 1 % take 3.2 times the median. */
const SIGMA = 0.5

/** The outage is a setting: with it both runs stand or fall. */
export const faultKinds = [] as const

/**
 * All that chance decides, fixed before either run begins, so that the runs with and without the
 * breaker meet the same requests and the same dependency.
 */
export interface Workload {
  /** Poisson arrivals. */
  readonly requests: Operations
  readonly faults: readonly Fault[]
  readonly workUs: Float64Array
  /** 1 where the request needs the dependency. */
  readonly dependent: Uint8Array
  /** Calls that one request may make. */
  readonly callsPerRequest: number
  /** How long the healthy dependency works on a call. */
  callUs(call: number): number
  /** Whether the dependency answers a call with an error, when that happens to a share `rate`. */
  callFails(call: number, rate: number): boolean
  /** How long to wait before a retry is sent as `call`. */
  backoffUs(call: number): number
}

export function makeWorkload(seed: number, settings: Settings, options: RunOptions): Workload {
  const faults = faultsOf(options.faults, faultKinds, [])
  const requests = operationsOf(arrivals(seed, settings), faults, options.operations)
  const work = new RandomStream(seed, 'work')
  const need = new RandomStream(seed, 'need')
  const service = new RandomStream(seed, 'service')
  const errors = new RandomStream(seed, 'errors')
  const backoff = new RandomStream(seed, 'backoff')
  return {
    requests,
    faults,
    workUs: requests.atUs.map((_, n) => Math.round(work.exponential(n) * settings.workUs)),
    dependent: Uint8Array.from(requests.atUs, (_, n) => (need.uniform(n) < settings.dependentShare ? 1 : 0)),
    callsPerRequest: settings.retries + 1,
    callUs: (call) => exp(SIGMA * service.normal(call)) * settings.dependencyUs,
    callFails: (call, rate) => errors.uniform(call) < rate,
    backoffUs: (call) => Math.round(backoff.uniform(call) * settings.backoffUs),
  }
}

function arrivals(seed: number, { ratePerS, durationUs }: Settings): number[] {
  const gaps = new RandomStream(seed, 'arrivals')
  const meanGapUs = 1e6 / ratePerS
  const times: number[] = []
  let exactUs = 0
  for (let n = 0; ; n += 1) {
    exactUs += gaps.exponential(n) * meanGapUs
    if (exactUs >= durationUs) return times
    times.push(Math.floor(exactUs))
  }
}
