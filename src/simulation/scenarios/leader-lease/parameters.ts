import type { Parameter } from '../../kernel/scenario.ts'

const time = { unit: 'ms', min: 1, max: 60_000 } as const

export const parameters: readonly Parameter[] = [
  {
    id: 'servers',
    unit: 'count',
    default: 3,
    min: 1,
    max: 9,
    whole: true,
    description: 'servers; each has a copy and can become primary',
  },
  { ...time, id: 'lease_ms', default: 200, description: 'how long a primary may serve reads by itself' },
  {
    ...time,
    min: 0,
    id: 'epsilon_ms',
    default: 100,
    description:
      'how wrong a clock may measure a time, as the servers assume; they wait out a lease and twice this',
  },
  {
    ...time,
    min: 0,
    id: 'clock_error_ms',
    default: 100,
    description: 'how wrong clocks really measure a time; above epsilon nothing is promised',
  },
  { ...time, id: 'latency_min_ms', default: 1, description: 'fastest delivery of a message' },
  { ...time, id: 'latency_max_ms', default: 5, description: 'slowest delivery of a message without faults' },
  {
    id: 'rate_per_s',
    unit: 'per_s',
    default: 100,
    min: 0.1,
    max: 1000,
    description: 'operations that clients ask for, on average',
  },
  {
    id: 'read_share',
    unit: 'ratio',
    default: 0.6,
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
    default: 15_000,
    description: 'length of the run; faults strike in the first 60 % of it',
  },
]
