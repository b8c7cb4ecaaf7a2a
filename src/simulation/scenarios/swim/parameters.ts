import type { Parameter } from '../../kernel/scenario.ts'

const time = { unit: 'ms', min: 1, max: 60_000 } as const
const number = { unit: 'count', whole: true } as const

export const parameters: readonly Parameter[] = [
  { ...number, id: 'members', default: 12, min: 2, max: 2000, description: 'members of the group' },
  {
    ...time,
    id: 'period_ms',
    min: 10,
    default: 200,
    description: 'protocol period: each member probes one other in each',
  },
  {
    ...time,
    id: 'ack_timeout_ms',
    default: 50,
    description: 'how long a member waits for an answer before it asks others to probe',
  },
  {
    ...number,
    id: 'indirect_probes',
    default: 3,
    min: 0,
    max: 20,
    description: 'members that are asked to probe one that did not answer',
  },
  {
    ...number,
    id: 'suspicion_periods',
    default: 5,
    min: 0,
    max: 100,
    description: 'periods that a suspected member has for its defence; with 0 it is dead at once',
  },
  {
    id: 'gossip_factor',
    unit: 'count',
    default: 3,
    min: 0.5,
    max: 20,
    description: 'a member passes news on this many times the logarithm of the group size',
  },
  {
    ...number,
    id: 'gossip_per_message',
    default: 6,
    min: 1,
    max: 100,
    description: 'most pieces of news in one message',
  },
  {
    ...number,
    id: 'crashes',
    default: 1,
    min: 0,
    max: 50,
    description: 'members that crash for good after the faults are over; at least two members stay',
  },
  { ...time, id: 'latency_min_ms', default: 1, description: 'fastest delivery of a message' },
  { ...time, id: 'latency_max_ms', default: 10, description: 'slowest delivery of a message without faults' },
  {
    id: 'loss',
    unit: 'ratio',
    default: 0,
    min: 0,
    max: 0.9,
    description: 'share of the messages that is lost at all times, besides faults',
  },
  {
    ...time,
    id: 'duration_ms',
    max: 600_000,
    default: 30_000,
    description: 'length of the run; faults strike in the first 40 % of it',
  },
]
