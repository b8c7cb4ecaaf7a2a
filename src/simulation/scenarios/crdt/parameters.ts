import type { Parameter } from '../../kernel/scenario.ts'

const time = { unit: 'ms', min: 1, max: 60_000 } as const

export const parameters: readonly Parameter[] = [
  {
    id: 'replicas',
    unit: 'count',
    default: 4,
    min: 1,
    max: 12,
    whole: true,
    description: 'replicas, each of which takes updates',
  },
  {
    ...time,
    id: 'gossip_ms',
    default: 200,
    min: 10,
    description: 'how often a replica sends its state to another',
  },
  {
    id: 'elements',
    unit: 'count',
    default: 4,
    min: 1,
    max: 64,
    whole: true,
    description: 'different elements that clients add to and remove from the set',
  },
  {
    ...time,
    id: 'clock_resolution_ms',
    default: 20,
    description: 'steps of the clock that stamps writes to the register; coarse steps make equal stamps',
  },
  { ...time, id: 'latency_min_ms', default: 1, description: 'fastest delivery of a message' },
  { ...time, id: 'latency_max_ms', default: 20, description: 'slowest delivery of a message without faults' },
  {
    id: 'rate_per_s',
    unit: 'per_s',
    default: 20,
    min: 0.1,
    max: 200,
    description: 'updates that clients ask for, on average, over all replicas',
  },
  {
    ...time,
    id: 'duration_ms',
    max: 120_000,
    default: 12_000,
    description: 'length of the run; faults strike in the first 60 % of it, updates come in the first 70 %',
  },
]
