import { RandomStream } from '../../../lib/prng.ts'
import { poissonTimes } from '../../kernel/arrivals.ts'
import type { Fault } from '../../kernel/fault.ts'
import { faultsOf, type Operations, operationsOf } from '../../kernel/operations.ts'
import type { RunOptions } from '../../kernel/scenario.ts'
import type { Settings } from './parameters.ts'

export const faultKinds = ['load'] as const

/** The requests of all clients: a calm stream each, and bursts on top. All limiters meet the same. */
export interface Workload {
  readonly requests: Operations
  readonly faults: readonly Fault[]
  clientOf(request: number): number
}

interface Sent {
  readonly atUs: number
  readonly client: number
}

export function makeWorkload(seed: number, settings: Settings, options: RunOptions): Workload {
  const faults = faultsOf(options.faults, faultKinds, [])
  const sent = Array.from({ length: settings.clients }, (_, client) => requestsOf(seed, client, settings))
    .flat()
    .sort((a, b) => a.atUs - b.atUs || a.client - b.client)
  const times = sent.map(({ atUs }) => atUs)
  return {
    requests: operationsOf(times, faults, options.operations),
    faults,
    // What a wave of load adds is spread over the clients in turn.
    clientOf: (request) => sent[request]?.client ?? request % settings.clients,
  }
}

function requestsOf(seed: number, client: number, settings: Settings): Sent[] {
  const { durationUs, ratePerS, burstEveryUs, burstSize, burstUs } = settings
  const calm = poissonTimes(new RandomStream(seed, `calm ${client}`), [{ untilUs: durationUs, ratePerS }])
  const perS = 1e6 / burstEveryUs
  const begins = poissonTimes(new RandomStream(seed, `bursts ${client}`), [
    { untilUs: durationUs, ratePerS: perS },
  ])
  const within = new RandomStream(seed, `within bursts ${client}`)
  const bursts = begins.flatMap((beginUs, nth) =>
    Array.from(
      { length: burstSize },
      (_, k) => beginUs + Math.floor(within.uniform(nth * burstSize + k) * burstUs),
    ),
  )
  return [...calm, ...bursts].map((atUs) => ({ atUs, client }))
}
