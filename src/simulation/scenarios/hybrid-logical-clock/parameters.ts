import type { Parameter } from '../../kernel/scenario.ts'

const time = { unit: 'ms', min: 1, max: 10_000 } as const

export const parameters: readonly Parameter[] = [
  {
    id: 'nodes',
    unit: 'count',
    default: 6,
    min: 2,
    max: 30,
    whole: true,
    description: 'nodes, half of them at a busy site and half at a quiet one',
  },
  {
    ...time,
    id: 'clock_error_ms',
    min: 0,
    default: 50,
    description: 'how far a clock is wrong from the start, ahead or behind; faults add as much again',
  },
  {
    ...time,
    id: 'resolution_ms',
    min: 0.001,
    max: 1000,
    default: 1,
    description: 'step in which physical clocks count; coarse clocks need the counter more',
  },
  {
    id: 'hops',
    unit: 'count',
    default: 3,
    min: 0,
    max: 20,
    whole: true,
    description: 'most nodes to which a message is passed on',
  },
  {
    id: 'cross_share',
    unit: 'ratio',
    default: 0.02,
    min: 0,
    max: 1,
    description: 'share of the messages that go to the other site; without them logical clocks drift apart',
  },
  { ...time, id: 'latency_min_ms', min: 0.001, default: 0.5, description: 'fastest delivery of a message' },
  {
    ...time,
    id: 'latency_max_ms',
    min: 0.001,
    default: 10,
    description: 'slowest delivery of a message without faults',
  },
  {
    ...time,
    id: 'apart_ms',
    default: 200,
    description: 'events so far apart in true time are counted when clocks put them in the wrong order',
  },
  {
    id: 'rate_per_s',
    unit: 'per_s',
    default: 50,
    min: 0.1,
    max: 2000,
    description: 'chains of messages that begin, on average',
  },
  {
    ...time,
    id: 'duration_ms',
    min: 1000,
    max: 3_600_000,
    default: 10_000,
    description: 'length of the run; faults strike in the first 60 % of it',
  },
]
