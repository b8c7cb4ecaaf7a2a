import type { Parameter } from '../../kernel/scenario.ts'

const time = { unit: 'ms', min: 1, max: 60_000 } as const
const number = { unit: 'count', whole: true } as const

export const parameters: readonly Parameter[] = [
  {
    ...number,
    id: 'servers',
    default: 3,
    min: 1,
    max: 9,
    description: 'servers, each with a copy of every key',
  },
  {
    ...number,
    id: 'clients',
    default: 3,
    min: 1,
    max: 20,
    description: 'clients that read and write at any server',
  },
  {
    ...number,
    id: 'keys',
    default: 4,
    min: 1,
    max: 50,
    description: 'keys; the fewer, the more writes meet',
  },
  {
    id: 'read_share',
    unit: 'ratio',
    default: 0.5,
    min: 0,
    max: 1,
    description: 'share of the operations that read, and so show a client what it did not know',
  },
  {
    ...time,
    id: 'sync_ms',
    default: 200,
    min: 10,
    description: 'how often a server sends all it has to another',
  },
  { ...time, id: 'latency_min_ms', default: 1, description: 'fastest delivery of a message' },
  { ...time, id: 'latency_max_ms', default: 20, description: 'slowest delivery of a message without faults' },
  {
    id: 'rate_per_s',
    unit: 'per_s',
    default: 20,
    min: 0.1,
    max: 200,
    description: 'operations that clients ask for, on average',
  },
  { ...time, id: 'operation_timeout_ms', default: 500, description: 'how long a client waits for an answer' },
  {
    ...time,
    id: 'duration_ms',
    max: 120_000,
    default: 12_000,
    description:
      'length of the run; faults strike in the first 60 % of it, operations come in the first 65 %',
  },
]
