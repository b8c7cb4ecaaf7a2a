import type { Parameter } from '../../kernel/scenario.ts'

const time = { unit: 'ms', min: 1, max: 10_000 } as const

export const parameters: readonly Parameter[] = [
  {
    id: 'rate_per_s',
    unit: 'per_s',
    default: 20,
    min: 0.1,
    max: 1000,
    description: 'orders that clients place, on average',
  },
  {
    id: 'customers',
    unit: 'count',
    default: 5,
    min: 1,
    max: 1000,
    whole: true,
    description: 'customers; the events of each must keep their order',
  },
  {
    id: 'rolled_back',
    unit: 'ratio',
    default: 0.05,
    min: 0,
    max: 0.9,
    description:
      'share of the transactions that the database rolls back at the end, such as for a broken constraint',
  },
  {
    ...time,
    id: 'work_ms',
    default: 20,
    max: 1000,
    description: 'longest time that a transaction takes; the shortest is a tenth',
  },
  { ...time, id: 'poll_ms', default: 50, description: 'how often relay and consumer look for something new' },
  {
    ...time,
    id: 'retry_ms',
    default: 200,
    description: 'how long relay and service wait for the broker before they publish again',
  },
  {
    id: 'attempts',
    unit: 'count',
    default: 3,
    min: 1,
    max: 20,
    whole: true,
    description: 'how often a service without outbox tries to publish before it gives up',
  },
  {
    id: 'batch',
    unit: 'count',
    default: 20,
    min: 1,
    max: 1000,
    whole: true,
    description: 'most rows or events in one message',
  },
  { ...time, id: 'latency_min_ms', default: 2, max: 1000, description: 'fastest delivery of a message' },
  {
    ...time,
    id: 'latency_max_ms',
    default: 10,
    max: 1000,
    description: 'slowest delivery of a message without faults',
  },
  {
    ...time,
    id: 'duration_ms',
    min: 1000,
    max: 3_600_000,
    default: 12_000,
    description:
      'length of the run; faults strike in the first 60 % of it, and no order comes in the last 15 %',
  },
]
