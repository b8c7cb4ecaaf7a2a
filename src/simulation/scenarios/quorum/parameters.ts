import type { Parameter, Parameters } from '../../kernel/scenario.ts'
import { settingsReader } from '../../kernel/settings.ts'
import type { Mistake } from './mutants.ts'

const time = { unit: 'ms', min: 1, max: 10_000 } as const
const count = { unit: 'count', min: 1, max: 15, whole: true } as const

export const parameters = [
  { ...count, id: 'nodes', default: 5, description: 'nodes of the ring' },
  { ...count, id: 'n', default: 3, description: 'N: replicas of each key, at most one on a node' },
  { ...count, id: 'r', default: 2, description: 'R: replicas whose answer a read waits for, at most N' },
  {
    ...count,
    id: 'w',
    default: 2,
    description: 'W: replicas whose acknowledgement a write waits for, at most N',
  },
  {
    id: 'sloppy',
    unit: 'count',
    default: 0,
    min: 0,
    max: 1,
    whole: true,
    description: '1: nodes that stand in for unreachable replicas count towards R and W; 0: strict quorums',
  },
  {
    id: 'read_repair',
    unit: 'count',
    default: 1,
    min: 0,
    max: 2,
    whole: true,
    description:
      '0: reads repair nothing; 1: stale replicas after the answer; 2: a write quorum before the answer',
  },
  { ...count, id: 'keys', default: 3, max: 100, description: 'keys' },
  {
    id: 'rate_per_s',
    unit: 'per_s',
    default: 30,
    min: 0.1,
    max: 500,
    description: 'operations that clients ask for, on average',
  },
  {
    id: 'read_share',
    unit: 'ratio',
    default: 0.6,
    min: 0,
    max: 1,
    description: 'share of the operations that only read',
  },
  {
    ...time,
    id: 'hint_after_ms',
    default: 60,
    description: 'silence after which another node stands in for a replica',
  },
  { ...time, id: 'handoff_ms', default: 200, description: 'how often a node tries to deliver its hints' },
  {
    ...time,
    id: 'anti_entropy_ms',
    default: 200,
    description: 'how often a node compares versions with another one',
  },
  {
    ...time,
    id: 'request_timeout_ms',
    default: 300,
    description: 'how long a coordinator waits for R or W replicas before it gives up',
  },
  { ...time, id: 'latency_min_ms', default: 5, description: 'fastest delivery of a message' },
  { ...time, id: 'latency_max_ms', default: 15, description: 'slowest delivery of a message without faults' },
  {
    ...time,
    id: 'duration_ms',
    min: 100,
    max: 600_000,
    default: 15_000,
    description: 'length of the run; faults strike in the first 60 % of it',
  },
] as const satisfies readonly Parameter[]

export interface Settings {
  readonly nodes: number
  readonly n: number
  readonly r: number
  readonly w: number
  readonly sloppy: boolean
  readonly repair: 'never' | 'after' | 'before'
  readonly keys: number
  readonly ratePerS: number
  readonly readShare: number
  readonly hintAfterUs: number
  readonly handoffUs: number
  readonly antiEntropyUs: number
  readonly requestTimeoutUs: number
  readonly latencyMinUs: number
  readonly latencyMaxUs: number
  readonly durationUs: number
  readonly mistake: Mistake | undefined
}

/** N is at most the number of nodes; R and W are at most N. */
export function settingsOf(values: Parameters, mutant: string | undefined): Settings {
  const { value, microseconds } = settingsReader(parameters, values)
  const nodes = value('nodes')
  const n = Math.min(value('n'), nodes)
  const latencyMinUs = microseconds('latency_min_ms')
  return {
    nodes,
    n,
    r: Math.min(value('r'), n),
    w: Math.min(value('w'), n),
    sloppy: value('sloppy') === 1,
    repair: (['never', 'after', 'before'] as const)[value('read_repair')] ?? 'never',
    keys: value('keys'),
    ratePerS: value('rate_per_s'),
    readShare: value('read_share'),
    hintAfterUs: microseconds('hint_after_ms'),
    handoffUs: microseconds('handoff_ms'),
    antiEntropyUs: microseconds('anti_entropy_ms'),
    requestTimeoutUs: microseconds('request_timeout_ms'),
    latencyMinUs,
    latencyMaxUs: Math.max(latencyMinUs, microseconds('latency_max_ms')),
    durationUs: microseconds('duration_ms'),
    mistake: mutant as Mistake | undefined,
  }
}

/** Reads meet writes: every R replicas and every W replicas of a key have one in common. */
export function quorumsMeet({ n, r, w, sloppy }: Settings): boolean {
  return !sloppy && r + w > n
}

/** The N nodes that follow the key on the ring: its preference list (Dynamo, section 4.3). */
export function replicasOf(key: number, { n, nodes }: Settings): number[] {
  return Array.from({ length: n }, (_, index) => (key + index) % nodes)
}

/** The nodes after them, which stand in for replicas that cannot be reached. */
export function standInsOf(key: number, { n, nodes }: Settings): number[] {
  return Array.from({ length: nodes - n }, (_, index) => (key + n + index) % nodes)
}
