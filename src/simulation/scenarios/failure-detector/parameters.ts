import type { Parameter } from '../../kernel/scenario.ts'

const time = { unit: 'ms', min: 1, max: 60_000 } as const
const number = { unit: 'count', whole: true } as const

export const parameters: readonly Parameter[] = [
  { ...number, id: 'processes', default: 3, min: 2, max: 10, description: 'processes that watch each other' },
  {
    ...time,
    id: 'heartbeat_ms',
    min: 10,
    default: 100,
    description: 'how often each sends a heartbeat to each other',
  },
  {
    ...time,
    id: 'timeout_ms',
    default: 250,
    description: 'the fixed detector suspects after this long without one',
  },
  {
    id: 'phi_threshold',
    unit: 'count',
    default: 8,
    min: 0.5,
    max: 100,
    description:
      'phi suspects when the chance that a heartbeat still comes is below 1 in 10 to the power of this',
  },
  {
    ...number,
    id: 'window',
    default: 100,
    min: 2,
    max: 500,
    description: 'intervals between heartbeats from which phi learns',
  },
  {
    ...time,
    id: 'min_deviation_ms',
    min: 0.1,
    default: 5,
    description: 'smallest standard deviation that phi reckons with',
  },
  {
    ...time,
    id: 'burst_ms',
    min: 0,
    default: 350,
    description:
      'in the phase of bursts, heartbeats of each second are held back this long and come together',
  },
  {
    ...time,
    id: 'slow_ms',
    min: 0,
    default: 150,
    description: 'in the slow phase, each heartbeat takes longer by up to twice this',
  },
  { ...time, id: 'latency_min_ms', default: 5, description: 'fastest delivery of a message' },
  {
    ...time,
    id: 'latency_max_ms',
    default: 45,
    description: 'slowest delivery of a message outside of the bad phases',
  },
  {
    ...time,
    id: 'duration_ms',
    min: 1000,
    max: 300_000,
    default: 60_000,
    description: 'length of the run: calm, bursts, slow, calm; at 5/6 of it process 0 crashes for good',
  },
]
