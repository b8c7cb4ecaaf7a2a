import { RandomStream } from '../../../lib/prng.ts'
import { poissonTimes } from '../../kernel/arrivals.ts'
import type { Crash, Fault, Load } from '../../kernel/fault.ts'
import { faultsOf, type Operations, operationsOf } from '../../kernel/operations.ts'
import type { RunOptions } from '../../kernel/scenario.ts'
import { Zipf } from '../../kernel/zipf.ts'
import type { Settings } from './parameters.ts'

export const faultKinds = ['crash', 'load'] as const

/** All that chance and faults decide, fixed before any run begins: all policies meet the same requests. */
export interface Workload {
  readonly requests: Operations
  /** By request, on a server that is not slow. */
  readonly workUs: Float64Array
  /** By request. */
  readonly key: Int32Array
  readonly crashes: readonly Crash[]
  readonly faults: readonly Fault[]
}

export function makeWorkload(seed: number, settings: Settings, options: RunOptions): Workload {
  const faults = faultsOf(options.faults, faultKinds, ownFaults(seed, settings))
  const steady = [{ untilUs: settings.durationUs, ratePerS: settings.ratePerS }]
  const times = poissonTimes(new RandomStream(seed, 'arrivals'), steady)
  const requests = operationsOf(times, faults, options.operations)
  const work = new RandomStream(seed, 'work')
  const keys = new RandomStream(seed, 'keys')
  const zipf = new Zipf(settings.keys, settings.keySkew)
  return {
    requests,
    workUs: requests.atUs.map((_, request) => Math.round(work.exponential(request) * settings.workUs)),
    key: Int32Array.from(requests.atUs, (_, request) => zipf.rank(keys.uniform(request))),
    crashes: faults.filter((fault) => fault.kind === 'crash' && fault.node < settings.servers) as Crash[],
    faults,
  }
}

function ownFaults(seed: number, settings: Settings): Fault[] {
  const { servers, killServers, killStartUs, killUs } = settings
  const first = new RandomStream(seed, 'kill').integer(0, servers)
  const crashes = Array.from({ length: killServers }, (_, n): Crash => {
    const node = (first + n) % servers
    return { kind: 'crash', node, disk: 'kept', atUs: killStartUs, durationUs: killUs }
  })
  return [...crashes, ...stepOf(settings)]
}

function stepOf({ stepStartUs, stepUs, stepPerS, durationUs }: Settings): Load[] {
  const lastsUs = Math.min(stepUs, durationUs - stepStartUs)
  const count = Math.round((stepPerS * lastsUs) / 1e6)
  return count > 0 ? [{ kind: 'load', atUs: stepStartUs, durationUs: lastsUs, count }] : []
}
