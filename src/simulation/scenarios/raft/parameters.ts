import type { Parameter } from '../../kernel/scenario.ts'

const time = { unit: 'ms', min: 1, max: 60_000 } as const

export const parameters: readonly Parameter[] = [
  {
    id: 'servers',
    unit: 'count',
    default: 5,
    min: 1,
    max: 15,
    whole: true,
    description: 'servers in the cluster',
  },
  { ...time, id: 'heartbeat_ms', default: 50, description: 'how often a leader shows that it is alive' },
  {
    ...time,
    id: 'election_timeout_ms',
    default: 150,
    description: 'shortest wait of a follower before it stands for election; the longest is twice that',
  },
  { ...time, id: 'latency_min_ms', default: 5, description: 'fastest delivery of a message' },
  { ...time, id: 'latency_max_ms', default: 15, description: 'slowest delivery of a message without faults' },
  {
    id: 'rate_per_s',
    unit: 'per_s',
    default: 10,
    min: 0.1,
    max: 1000,
    description: 'operations that clients ask for, on average',
  },
  {
    id: 'read_share',
    unit: 'ratio',
    default: 0.3,
    min: 0,
    max: 1,
    description: 'share of the operations that only read',
  },
  {
    ...time,
    id: 'operation_timeout_ms',
    default: 1000,
    description: 'how long a client waits for an answer',
  },
  {
    ...time,
    id: 'duration_ms',
    max: 3_600_000,
    default: 20_000,
    description: 'length of the run; faults strike in the first 60 % of it',
  },
]
