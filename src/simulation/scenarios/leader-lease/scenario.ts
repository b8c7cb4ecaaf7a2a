import { clusterScenario } from '../../kernel/cluster/cluster-scenario.ts'
import type { ClusterModel, ClusterSetup, Context, Request } from '../../kernel/cluster/model.ts'
import type { FaultKind } from '../../kernel/fault.ts'
import type { Parameters } from '../../kernel/scenario.ts'
import { invariants } from './invariants.ts'
import { LeaseMonitor } from './lease-monitor.ts'
import { LeaseNode } from './lease-node.ts'
import { describeMessage, type LeaseMessage } from './messages.ts'
import { type Mistake, mutants } from './mutants.ts'
import { parameters } from './parameters.ts'
import type { LeaseSettings } from './settings.ts'

const faultKinds: readonly FaultKind[] = [
  'clock-skew',
  'clock-drift',
  'pause',
  'crash',
  'slow',
  'disk-full',
  'partition',
  'link',
  'clog',
  'drop',
  'load',
]

const model: ClusterModel<LeaseNode> = {
  id: 'leader-lease',
  title: 'Leader lease: reads without a quorum, and what clocks have to do with it',
  version: 2,
  lesson: 'lease',
  parameters,
  metrics: [
    { id: 'primaries', unit: 'count', description: 'times that a server became primary' },
    { id: 'local_reads', unit: 'count', description: 'reads that a primary answered by itself' },
    { id: 'longest_gap_ms', unit: 'ms', description: 'longest time in which no server held the lease' },
  ],
  invariants,
  goals: [
    { id: 'local-read', statement: 'a primary answered a read by itself' },
    { id: 'lease-lapsed', statement: 'a primary could not renew its lease in time' },
    { id: 'lease-waited-out', statement: 'a replica refused a candidate because a lease still ran' },
  ],
  mutants,
  faultKinds,
  setup,
  tell: ({ primaries, local_reads, longest_gap_ms }, { epsilon_ms = 0, clock_error_ms = 0 }) => [
    `${local_reads} reads were answered without asking another server, by ${primaries} primaries one after the other.`,
    `The longest time without a primary was ${(longest_gap_ms ?? 0).toFixed(0)} ms, of which waiting for clocks is twice epsilon: ${2 * epsilon_ms} ms.`,
    ...(epsilon_ms < clock_error_ms
      ? ['Clocks may be more wrong than the servers assume: two of them may hold the lease at once.']
      : []),
  ],
}

export const scenario = clusterScenario(model)

function setup(values: Parameters, mutant: string | undefined): ClusterSetup<LeaseNode> {
  const us = (name: string) => Math.round((values[name] ?? 0) * 1000)
  const servers = values['servers'] ?? 0
  const settings: LeaseSettings = {
    servers,
    leaseUs: us('lease_ms'),
    epsilonUs: us('epsilon_ms'),
    // Most of the error comes by itself to who is cut off, the rest from faults.
    wanderUs: Math.floor((us('clock_error_ms') * 3) / 4),
    mistake: mutant as Mistake | undefined,
  }
  const minUs = us('latency_min_ms')
  const maxUs = Math.max(minUs, us('latency_max_ms'))
  return {
    nodes: Array.from({ length: servers }, (_, id) => ({ name: `server ${id}`, role: 'server' })),
    durationUs: us('duration_ms'),
    latency: { kind: 'uniform', minUs, maxUs },
    workload: {
      ratePerS: values['rate_per_s'] ?? 0,
      timeoutUs: us('operation_timeout_ms'),
      make: (_n, random): Request & { node: number } => ({
        node: random.integer(servers),
        name: random.uniform() < (values['read_share'] ?? 0) ? 'read' : 'write',
      }),
    },
    ...recovers(settings, maxUs, us('operation_timeout_ms')),
    tolerates: {
      // A lease matters when its holder is cut off, or hears its answers late.
      kinds: [...faultKinds, 'partition', 'partition', 'slow', 'link'],
      mostDown: Math.max(1, (servers - 1) >> 1),
      clockUs: Math.floor(us('clock_error_ms') / 4),
      moments: ['primary-began', 'primary-began', 'lease-granted', 'local-read'],
      strikes: ['isolate', 'isolate', 'pause', 'crash'],
    },
    create: (context) => new LeaseNode(context as unknown as Context<LeaseMessage>, settings),
    watch: (cluster) => new LeaseMonitor(cluster),
    describe: (message) => describeMessage(message as LeaseMessage),
  }
}

/**
 * Judged where a lease outlasts two renewals and a client outlasts a forwarded write with a
 * repetition. Candidates may take a lease from one another a few times before one has a majority.
 */
function recovers(
  { leaseUs, epsilonUs }: LeaseSettings,
  maxUs: number,
  timeoutUs: number,
): { recoversWithinUs?: number } {
  const fits = leaseUs >= 24 * maxUs && timeoutUs >= 4 * maxUs + leaseUs
  return fits ? { recoversWithinUs: 10 * (leaseUs + 2 * epsilonUs) } : {}
}
