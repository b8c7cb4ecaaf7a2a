import type { Parameter } from '../../kernel/scenario.ts'

const time = { unit: 'ms', min: 1, max: 10_000 } as const
const choice = { unit: 'count', min: 0, max: 1, whole: true } as const

export const parameters: readonly Parameter[] = [
  {
    id: 'participants',
    unit: 'count',
    default: 3,
    min: 2,
    max: 15,
    whole: true,
    description: 'databases that hold accounts; a transfer needs two or three of them',
  },
  {
    id: 'accounts',
    unit: 'count',
    default: 8,
    min: 2,
    max: 1000,
    whole: true,
    description: 'accounts at each participant; fewer means more waiting for locks',
  },
  {
    ...choice,
    id: 'cooperative',
    default: 1,
    description: '1: a participant in doubt also asks the other participants; 0: only the coordinator',
  },
  {
    ...choice,
    id: 'presumed_abort',
    default: 1,
    description: '1: the coordinator logs no abort, and says abort of all it does not know; 0: it logs both',
  },
  {
    ...time,
    id: 'vote_timeout_ms',
    default: 300,
    description: 'how long the coordinator waits for votes before it aborts',
  },
  {
    ...time,
    id: 'doubt_timeout_ms',
    default: 100,
    description:
      'how long a participant that voted yes waits for the decision before it asks, and asks again',
  },
  { ...time, id: 'latency_min_ms', default: 2, description: 'fastest delivery of a message' },
  { ...time, id: 'latency_max_ms', default: 10, description: 'slowest delivery of a message without faults' },
  {
    id: 'rate_per_s',
    unit: 'per_s',
    default: 20,
    min: 0.1,
    max: 500,
    description: 'transfers that clients ask for, on average',
  },
  {
    ...time,
    id: 'duration_ms',
    min: 1000,
    max: 3_600_000,
    default: 12_000,
    description:
      'length of the run; faults strike in the first 60 % of it, and no transfer begins in the last 10 %',
  },
]
