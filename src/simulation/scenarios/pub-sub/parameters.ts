import type { Parameter } from '../../kernel/scenario.ts'

const time = { unit: 'ms', min: 1, max: 10_000 } as const
const count = { unit: 'count', min: 1, whole: true } as const

export const parameters: readonly Parameter[] = [
  { ...count, id: 'partitions', default: 4, max: 50, description: 'partitions of the topic' },
  { ...count, id: 'groups', default: 2, max: 5, description: 'consumer groups; each gets every message' },
  { ...count, id: 'consumers', default: 3, max: 10, description: 'consumers in each group' },
  {
    ...count,
    id: 'keys',
    default: 8,
    max: 1000,
    description: 'keys of the messages; those of one key keep their order',
  },
  {
    ...count,
    id: 'in_flight',
    default: 4,
    max: 100,
    description: 'most messages of a partition that a consumer works on at once',
  },
  {
    ...count,
    id: 'ack_after',
    default: 1,
    min: 0,
    max: 1,
    description: '1: commit the offset after the work (at least once); 0: before it (at most once)',
  },
  {
    id: 'failures',
    unit: 'ratio',
    default: 0.05,
    min: 0,
    max: 0.5,
    description: 'share of the attempts to work on a message that fail and are made again',
  },
  {
    ...time,
    id: 'work_ms',
    max: 1000,
    default: 10,
    description: 'longest work on one message; the shortest is a tenth',
  },
  { ...time, id: 'retry_ms', max: 1000, default: 50, description: 'pause before the next attempt' },
  {
    ...time,
    id: 'commit_ms',
    max: 1000,
    default: 100,
    description: 'how often a consumer commits its offsets',
  },
  { ...time, id: 'poll_ms', max: 1000, default: 20, description: 'how often a consumer asks for messages' },
  {
    ...time,
    id: 'session_ms',
    min: 30,
    default: 400,
    description: 'silence after which the broker gives the partitions of a consumer to others',
  },
  { ...time, id: 'latency_min_ms', max: 1000, default: 1, description: 'fastest delivery of a message' },
  {
    ...time,
    id: 'latency_max_ms',
    max: 1000,
    default: 5,
    description: 'slowest delivery of a message without faults',
  },
  {
    id: 'rate_per_s',
    unit: 'per_s',
    default: 20,
    min: 0.1,
    max: 1000,
    description: 'messages that are published, on average',
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
