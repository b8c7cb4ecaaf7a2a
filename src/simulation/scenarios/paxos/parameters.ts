import type { Parameter } from '../../kernel/scenario.ts'

const time = { unit: 'ms', min: 1, max: 60_000 } as const

export const parameters: readonly Parameter[] = [
  {
    id: 'servers',
    unit: 'count',
    default: 5,
    min: 1,
    max: 15,
    whole: true,
    description: 'servers; each is proposer, acceptor and learner',
  },
  {
    id: 'stable_leader',
    unit: 'count',
    default: 1,
    min: 0,
    max: 1,
    whole: true,
    description:
      '1: commands go to one leader that skips phase 1; 0: every server proposes its own clients’ commands with both phases',
  },
  {
    ...time,
    id: 'heartbeat_ms',
    default: 50,
    description: 'how often a proposer repeats what is unanswered',
  },
  {
    ...time,
    id: 'election_timeout_ms',
    default: 150,
    description:
      'shortest wait for a leader, or for a quorum, before the next ballot; the longest is twice that',
  },
  {
    ...time,
    min: 0,
    id: 'backoff_ms',
    default: 100,
    description: 'without a leader: longest random wait of a refused proposer before its next ballot',
  },
  { ...time, id: 'latency_min_ms', default: 5, description: 'fastest delivery of a message' },
  { ...time, id: 'latency_max_ms', default: 15, description: 'slowest delivery of a message without faults' },
  {
    id: 'rate_per_s',
    unit: 'per_s',
    default: 10,
    min: 0.1,
    max: 1000,
    description: 'commands that clients ask for, on average',
  },
  {
    ...time,
    id: 'operation_timeout_ms',
    default: 1000,
    description: 'how long a client waits for an answer',
  },
  {
    ...time,
    id: 'duration_ms',
    max: 3_600_000,
    default: 20_000,
    description: 'length of the run; faults strike in the first 60 % of it',
  },
]
