import type { Parameter } from '../../kernel/scenario.ts'

const time = { unit: 'ms', min: 1, max: 60_000 } as const
const whole = { unit: 'count', whole: true } as const

export const parameters: readonly Parameter[] = [
  {
    ...whole,
    id: 'lock_servers',
    default: 3,
    min: 1,
    max: 9,
    description: 'servers of the lock; a majority must grant it',
  },
  { ...whole, id: 'clients', default: 4, min: 1, max: 12, description: 'clients that need the lock' },
  {
    ...whole,
    id: 'fencing',
    default: 1,
    min: 0,
    max: 1,
    description: '1: the storage refuses tokens below the highest that it has seen; 0: it serves everyone',
  },
  { ...time, id: 'lease_ms', default: 150, description: 'how long a client holds the lock without renewing' },
  {
    ...time,
    min: 0,
    id: 'clock_bound_ms',
    default: 50,
    description:
      'most that a clock is wrong; faults keep to it, and lock servers wait twice as long in addition',
  },
  { ...time, id: 'work_ms', default: 60, description: 'what a client does between its read and its writes' },
  {
    ...time,
    id: 'prepare_ms',
    default: 5,
    description: 'from the last look at the lease until the write leaves; no program can make it nothing',
  },
  {
    ...whole,
    id: 'writes',
    default: 2,
    min: 1,
    max: 20,
    description: 'writes under one lock; each raises the value that was read by one',
  },
  { ...time, id: 'latency_min_ms', default: 1, description: 'fastest delivery of a message' },
  { ...time, id: 'latency_max_ms', default: 5, description: 'slowest delivery of a message without faults' },
  {
    ...time,
    id: 'retry_ms',
    default: 15,
    description: 'shortest wait before a client asks again; the longest is twice that',
  },
  {
    id: 'rate_per_s',
    unit: 'per_s',
    default: 4,
    min: 0.1,
    max: 100,
    description: 'operations that clients begin, on average',
  },
  {
    ...time,
    id: 'operation_timeout_ms',
    default: 3000,
    description: 'how long an operation may take; for half of it the client tries to get the lock',
  },
  {
    ...time,
    id: 'duration_ms',
    max: 3_600_000,
    default: 20_000,
    description: 'length of the run; faults strike in the first 60 % of it',
  },
]
