import type { Parameter, Parameters } from '../../kernel/scenario.ts'
import { settingsReader } from '../../kernel/settings.ts'
import type { Mistake } from './mutants.ts'

const time = { unit: 'ms', min: 1, max: 10_000 } as const

export const parameters = [
  {
    id: 'nodes',
    unit: 'count',
    default: 5,
    min: 1,
    max: 15,
    whole: true,
    description: 'nodes, each with a copy of both registers',
  },
  {
    id: 'rate_per_s',
    unit: 'per_s',
    default: 30,
    min: 0.1,
    max: 500,
    description: 'requests of clients on average, half of them to each register',
  },
  {
    id: 'read_share',
    unit: 'ratio',
    default: 0.6,
    min: 0,
    max: 1,
    description: 'share of the requests that only read',
  },
  {
    ...time,
    id: 'quorum_timeout_ms',
    default: 200,
    description: 'how long a node waits for a majority before it answers that it is unavailable',
  },
  { ...time, id: 'gossip_ms', default: 100, description: 'how often a node sends its AP copy to all others' },
  { ...time, id: 'latency_min_ms', default: 5, description: 'fastest delivery of a message' },
  { ...time, id: 'latency_max_ms', default: 15, description: 'slowest delivery of a message without faults' },
  {
    ...time,
    id: 'duration_ms',
    min: 100,
    max: 600_000,
    default: 10_000,
    description: 'length of the run; faults strike in the first 60 % of it',
  },
] as const satisfies readonly Parameter[]

export interface Settings {
  readonly nodes: number
  readonly majority: number
  readonly ratePerS: number
  readonly readShare: number
  readonly quorumTimeoutUs: number
  readonly gossipUs: number
  readonly latencyMinUs: number
  readonly latencyMaxUs: number
  readonly durationUs: number
  /** Nobody asks for anything later, so that the end of the run shows whether all copies become equal. */
  readonly lastRequestUs: number
  readonly mistake: Mistake | undefined
}

export function settingsOf(values: Parameters, mutant: string | undefined): Settings {
  const { value, microseconds } = settingsReader(parameters, values)
  const nodes = value('nodes')
  const latencyMinUs = microseconds('latency_min_ms')
  const latencyMaxUs = Math.max(latencyMinUs, microseconds('latency_max_ms'))
  const gossipUs = microseconds('gossip_ms')
  const durationUs = microseconds('duration_ms')
  return {
    nodes,
    majority: (nodes >> 1) + 1,
    ratePerS: value('rate_per_s'),
    readShare: value('read_share'),
    quorumTimeoutUs: microseconds('quorum_timeout_ms'),
    gossipUs,
    latencyMinUs,
    latencyMaxUs,
    durationUs,
    lastRequestUs: Math.max(0, durationUs - Math.max(500_000, 2 * gossipUs + 2 * latencyMaxUs)),
    mistake: mutant as Mistake | undefined,
  }
}

/** Each node sends its AP copy to all others once per round: after one round and one delivery it is everywhere. */
export function equalWithinUs({
  gossipUs,
  latencyMaxUs,
}: Pick<Settings, 'gossipUs' | 'latencyMaxUs'>): number {
  return gossipUs + latencyMaxUs
}
