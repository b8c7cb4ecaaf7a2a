import { RandomStream } from '../../../lib/prng.ts'
import { poissonTimes } from '../../kernel/arrivals.ts'
import type { Fault, Pause } from '../../kernel/fault.ts'
import { faultsOf, type Operations, operationsOf } from '../../kernel/operations.ts'
import type { RunOptions } from '../../kernel/scenario.ts'
import type { Settings } from './parameters.ts'

/** Draws are numbered by attempt: enough for every attempt of every variant and mutant. */
const MOST_ATTEMPTS = 16

export const faultKinds = ['pause', 'load'] as const

/** All that chance and faults decide, fixed before any run begins: all clients meet the same server. */
export interface Workload {
  readonly requests: Operations
  readonly pauses: readonly Pause[]
  readonly faults: readonly Fault[]
  /** How long the server works on the nth attempt (from 0) of a request. */
  workUs(request: number, nth: number): number
  /** Whether the server answers the nth attempt of a request with an error. */
  fails(request: number, nth: number): boolean
  /** For the wait after the nth attempt of a request: a number from [0, 1). */
  jitter(request: number, nth: number): number
}

export function makeWorkload(seed: number, settings: Settings, options: RunOptions): Workload {
  const faults = faultsOf(options.faults, faultKinds, ownFaults(settings))
  const steady = [{ untilUs: settings.durationUs, ratePerS: settings.ratePerS }]
  const times = poissonTimes(new RandomStream(seed, 'arrivals'), steady)
  const work = new RandomStream(seed, 'work')
  const errors = new RandomStream(seed, 'errors')
  const jitter = new RandomStream(seed, 'jitter')
  return {
    requests: operationsOf(times, faults, options.operations),
    pauses: faults.filter((fault): fault is Pause => fault.kind === 'pause' && fault.node === 0),
    faults,
    workUs: (request, nth) => Math.round(work.exponential(request * MOST_ATTEMPTS + nth) * settings.workUs),
    fails: (request, nth) => errors.uniform(request * MOST_ATTEMPTS + nth) < settings.errorRate,
    jitter: (request, nth) => jitter.uniform(request * MOST_ATTEMPTS + nth),
  }
}

function ownFaults(settings: Settings): Fault[] {
  const { triggerStartUs, outageUs, spikeUs, spikePerS, durationUs } = settings
  const outage: Fault = { kind: 'pause', node: 0, atUs: triggerStartUs, durationUs: outageUs }
  const lastsUs = Math.min(spikeUs, durationUs - triggerStartUs)
  const count = Math.round((spikePerS * lastsUs) / 1e6)
  return [
    ...(outageUs > 0 ? [outage] : []),
    ...(count > 0 ? [{ kind: 'load', atUs: triggerStartUs, durationUs: lastsUs, count } as const] : []),
  ]
}

/** From the first fault to the end of the last. Without faults all of the run lies before it. */
export function triggerOf({ faults }: Workload): { readonly fromUs: number; readonly toUs: number } {
  if (faults.length === 0) return { fromUs: Number.MAX_SAFE_INTEGER, toUs: 0 }
  return {
    fromUs: Math.min(...faults.map(({ atUs }) => atUs)),
    toUs: Math.max(...faults.map(({ atUs, durationUs }) => atUs + durationUs)),
  }
}
