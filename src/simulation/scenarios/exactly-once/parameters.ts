import type { Parameter } from '../../kernel/scenario.ts'

const time = { unit: 'ms', min: 1, max: 10_000 } as const

export const parameters: readonly Parameter[] = [
  {
    id: 'clients',
    unit: 'count',
    default: 3,
    min: 1,
    max: 20,
    whole: true,
    description: 'clients that ask the server to charge a card',
  },
  {
    ...time,
    id: 'retry_ms',
    default: 100,
    description: 'how long a client waits for an answer before it sends again',
  },
  {
    ...time,
    id: 'retry_window_ms',
    default: 2000,
    description: 'how long a client keeps sending; so long the server must remember the key',
  },
  {
    ...time,
    id: 'work_ms',
    max: 1000,
    default: 5,
    description: 'how long the server works on a request before it writes down what it did',
  },
  {
    id: 'key_reuse',
    unit: 'ratio',
    default: 0.03,
    min: 0,
    max: 1,
    description: 'share of the requests that come with the key of another, by a mistake of the client',
  },
  {
    id: 'loss',
    unit: 'ratio',
    default: 0.02,
    min: 0,
    max: 0.5,
    description: 'share of the messages that get lost, also without faults',
  },
  { ...time, id: 'latency_min_ms', default: 5, description: 'fastest delivery of a message' },
  { ...time, id: 'latency_max_ms', default: 20, description: 'slowest delivery of a message without faults' },
  {
    id: 'rate_per_s',
    unit: 'per_s',
    default: 20,
    min: 0.1,
    max: 1000,
    description: 'requests of all clients, on average',
  },
  {
    ...time,
    id: 'duration_ms',
    min: 1000,
    max: 3_600_000,
    default: 12_000,
    description: 'length of the run; faults strike in the first 60 % of it',
  },
]
