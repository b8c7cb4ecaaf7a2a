import type { Parameter } from '../../kernel/scenario.ts'

const time = { unit: 'ms', min: 1, max: 60_000 } as const
const number = { unit: 'count', whole: true } as const

export const parameters: readonly Parameter[] = [
  { ...number, id: 'servers', default: 4, min: 1, max: 50, description: 'servers on the ring at the start' },
  {
    ...number,
    id: 'virtual_nodes',
    default: 64,
    min: 1,
    max: 1000,
    description: 'points of each server on the ring; more make the shares more equal',
  },
  {
    id: 'load_bound',
    unit: 'ratio',
    default: 1.1,
    min: 1,
    max: 10,
    description: 'with bounded loads: most keys that a server may have over the mean',
  },
  { ...number, id: 'keys', default: 200, min: 1, max: 5000, description: 'keys that are stored' },
  {
    ...number,
    id: 'changes',
    default: 4,
    min: 0,
    max: 20,
    description: 'changes of the ring: in turn a new server joins and an old one leaves',
  },
  {
    ...time,
    id: 'change_every_ms',
    default: 2000,
    description: 'time between changes, if the one before is finished by then',
  },
  { ...number, id: 'keys_per_transfer', default: 10, min: 1, max: 1000, description: 'keys in one transfer' },
  {
    ...time,
    id: 'transfer_every_ms',
    default: 50,
    description: 'how often a server sends a transfer; slower transfers leave more room for requests',
  },
  {
    ...number,
    id: 'clients',
    default: 3,
    min: 1,
    max: 20,
    description: 'clients; each knows the ring as it last heard',
  },
  {
    id: 'read_share',
    unit: 'ratio',
    default: 0.5,
    min: 0,
    max: 1,
    description: 'share of the operations that only read',
  },
  { ...time, id: 'latency_min_ms', default: 1, description: 'fastest delivery of a message' },
  { ...time, id: 'latency_max_ms', default: 10, description: 'slowest delivery of a message without faults' },
  {
    id: 'rate_per_s',
    unit: 'per_s',
    default: 40,
    min: 0.1,
    max: 1000,
    description: 'operations that clients ask for, on average',
  },
  { ...time, id: 'operation_timeout_ms', default: 500, description: 'how long a client waits for an answer' },
  {
    ...time,
    id: 'duration_ms',
    max: 600_000,
    default: 20_000,
    description: 'length of the run; faults strike in the first half of it',
  },
]
