import type { Parameter } from '../../kernel/scenario.ts'

const time = { unit: 'ms', min: 1, max: 10_000 } as const
const count = { unit: 'count', min: 1, whole: true } as const

export const parameters: readonly Parameter[] = [
  {
    ...count,
    id: 'steps',
    default: 3,
    max: 10,
    description: 'steps of a saga, each at a service of its own',
  },
  {
    ...count,
    id: 'items',
    default: 20,
    max: 1000,
    description: 'different things that each service has to give',
  },
  { ...count, id: 'stock', default: 6, max: 10_000, description: 'how many of each thing there are' },
  {
    id: 'refusals',
    unit: 'ratio',
    default: 0.3,
    min: 0,
    max: 1,
    description: 'share of the sagas in which a step is refused for a reason of its own',
  },
  {
    ...time,
    id: 'retry_ms',
    default: 100,
    description: 'how long the orchestrator waits for an answer before it calls again',
  },
  {
    ...count,
    id: 'attempts',
    default: 3,
    max: 20,
    description:
      'calls of a step without an answer before the saga goes back; compensations are tried for ever',
  },
  { ...time, id: 'work_ms', max: 1000, default: 5, description: 'how long a service works on a call' },
  { ...time, id: 'latency_min_ms', default: 2, max: 1000, description: 'fastest delivery of a message' },
  {
    ...time,
    id: 'latency_max_ms',
    default: 10,
    max: 1000,
    description: 'slowest delivery of a message without faults',
  },
  {
    id: 'rate_per_s',
    unit: 'per_s',
    default: 20,
    min: 0.1,
    max: 500,
    description: 'sagas that clients begin, on average',
  },
  {
    ...time,
    id: 'duration_ms',
    min: 1000,
    max: 3_600_000,
    default: 12_000,
    description:
      'length of the run; faults strike in the first 60 % of it, and no saga begins in the last 15 %',
  },
]
