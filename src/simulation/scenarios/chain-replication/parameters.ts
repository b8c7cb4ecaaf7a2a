import type { Parameter, Parameters } from '../../kernel/scenario.ts'
import { settingsReader } from '../../kernel/settings.ts'
import type { Mistake } from './mutants.ts'

const time = { unit: 'ms', min: 1, max: 10_000 } as const
const count = { unit: 'count', min: 1, max: 15, whole: true } as const

export const parameters = [
  { ...count, id: 'servers', default: 4, description: 'servers of the chain' },
  { ...count, id: 'clients', default: 2, description: 'clients' },
  {
    id: 'rate_per_s',
    unit: 'per_s',
    default: 20,
    min: 0.1,
    max: 500,
    description: 'operations of all clients, on average',
  },
  {
    id: 'read_share',
    unit: 'ratio',
    default: 0.5,
    min: 0,
    max: 1,
    description: 'share of the operations that read',
  },
  {
    ...time,
    id: 'heartbeat_ms',
    default: 50,
    description: 'how often a server shows the master that it is alive',
  },
  {
    ...time,
    id: 'dead_after_ms',
    default: 250,
    description: 'silence after which the master takes a server out; its lease lasts three quarters of that',
  },
  {
    ...time,
    id: 'resend_ms',
    default: 50,
    description: 'how often a server sends again what its successor has not confirmed',
  },
  { ...time, id: 'retry_ms', default: 150, description: 'how often a client sends a request again' },
  { ...time, id: 'latency_min_ms', default: 5, description: 'fastest delivery of a message' },
  { ...time, id: 'latency_max_ms', default: 15, description: 'slowest delivery of a message without faults' },
  {
    ...time,
    id: 'operation_timeout_ms',
    default: 1000,
    description: 'how long a client waits for an answer',
  },
  {
    ...time,
    id: 'duration_ms',
    min: 100,
    max: 600_000,
    default: 12_000,
    description: 'length of the run; faults strike in the first 60 % of it',
  },
] as const satisfies readonly Parameter[]

export interface Settings {
  readonly servers: number
  readonly clients: number
  /** The node that runs the master. */
  readonly master: number
  readonly ratePerS: number
  readonly readShare: number
  readonly heartbeatUs: number
  readonly deadAfterUs: number
  /** Shorter than `deadAfterUs` by more than clocks drift apart (10 % at most), so that it ends first. */
  readonly leaseUs: number
  readonly resendUs: number
  readonly retryUs: number
  readonly latencyMinUs: number
  readonly latencyMaxUs: number
  readonly operationTimeoutUs: number
  readonly durationUs: number
  readonly mistake: Mistake | undefined
}

export function settingsOf(values: Parameters, mutant: string | undefined): Settings {
  const { value, microseconds } = settingsReader(parameters, values)
  const latencyMinUs = microseconds('latency_min_ms')
  const deadAfterUs = microseconds('dead_after_ms')
  return {
    servers: value('servers'),
    clients: value('clients'),
    master: value('servers'),
    ratePerS: value('rate_per_s'),
    readShare: value('read_share'),
    heartbeatUs: microseconds('heartbeat_ms'),
    deadAfterUs,
    leaseUs: Math.floor(deadAfterUs * 0.75),
    resendUs: microseconds('resend_ms'),
    retryUs: microseconds('retry_ms'),
    latencyMinUs,
    latencyMaxUs: Math.max(latencyMinUs, microseconds('latency_max_ms')),
    operationTimeoutUs: microseconds('operation_timeout_ms'),
    durationUs: microseconds('duration_ms'),
    mistake: mutant as Mistake | undefined,
  }
}
