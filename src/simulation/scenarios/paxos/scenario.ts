import { clusterScenario } from '../../kernel/cluster/cluster-scenario.ts'
import type { ClusterModel, ClusterSetup, Context, Request } from '../../kernel/cluster/model.ts'
import type { FaultKind } from '../../kernel/fault.ts'
import type { Parameters } from '../../kernel/scenario.ts'
import { invariants } from './invariants.ts'
import { describeMessage, type PaxosMessage } from './messages.ts'
import { type Mistake, mutants } from './mutants.ts'
import { parameters } from './parameters.ts'
import { PaxosMonitor } from './paxos-monitor.ts'
import { PaxosNode, type PaxosSettings } from './paxos-node.ts'

/** Safety holds under all of them: the algorithm is asynchronous and its disks are synced. */
const faultKinds: readonly FaultKind[] = [
  'crash',
  'pause',
  'slow',
  'clock-skew',
  'clock-drift',
  'disk-full',
  'partition',
  'link',
  'clog',
  'drop',
  'load',
]

const model: ClusterModel<PaxosNode> = {
  id: 'paxos',
  title: 'Multi-decree Paxos: a log of values chosen by quorums',
  version: 2,
  lesson: 'paxos',
  parameters,
  metrics: [
    { id: 'chosen', unit: 'count', description: 'slots in which a value was chosen' },
    { id: 'ballots', unit: 'count', description: 'times that a proposer began phase 1' },
    { id: 'preempted', unit: 'count', description: 'ballots given up because a higher one was promised' },
    { id: 'adopted', unit: 'count', description: 'values that a proposer took over from an earlier ballot' },
    { id: 'no_ops', unit: 'count', description: 'slots in which a no-op was chosen to fill a gap' },
  ],
  invariants,
  goals: [
    { id: 'value-chosen', statement: 'a value was chosen' },
    { id: 'preempted', statement: 'a proposer gave up its ballot because another had a higher one' },
    { id: 'value-adopted', statement: 'a proposer found an accepted value and took it over' },
  ],
  mutants,
  faultKinds,
  setup,
  tell: ({ chosen, ballots, preempted, adopted, messages_per_operation }) => [
    `${chosen} slots were chosen with ${ballots} runs of phase 1, ${preempted} of them preempted by a higher ballot.`,
    `Proposers took over ${adopted} values that others had left half done.`,
    ...(messages_per_operation === undefined || Number.isNaN(messages_per_operation)
      ? []
      : [`Each command that was answered took ${messages_per_operation.toFixed(0)} messages.`]),
  ],
}

export const scenario = clusterScenario(model)

function setup(values: Parameters, mutant: string | undefined): ClusterSetup<PaxosNode> {
  const us = (name: string) => Math.round((values[name] ?? 0) * 1000)
  const servers = values['servers'] ?? 0
  const settings: PaxosSettings = {
    servers,
    stableLeader: values['stable_leader'] === 1,
    heartbeatUs: us('heartbeat_ms'),
    electionUs: us('election_timeout_ms'),
    backoffUs: us('backoff_ms'),
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
      make: (_n, random): Request & { node: number } => ({ node: random.integer(servers), name: 'append' }),
    },
    ...recovers(settings, maxUs, us('operation_timeout_ms')),
    tolerates: {
      kinds: faultKinds,
      moments: ['promised', 'quorum-promised', 'proposed', 'accepted', 'value-chosen', 'preempted'],
    },
    create: (context) => new PaxosNode(context as unknown as Context<PaxosMessage>, settings),
    watch: (cluster) => new PaxosMonitor(cluster, servers),
    describe: (message) => describeMessage(message as PaxosMessage),
  }
}

/**
 * Progress is promised only with a single leader and with timeouts that fit the network (section 2.4;
 * without, Fischer, Lynch and Paterson 1985 apply): a wait for a leader must outlast a lost heartbeat
 * and both ways of phase 1, and a client must wait for forwarding, both ways of phase 2 and a repetition.
 */
function recovers(settings: PaxosSettings, maxUs: number, timeoutUs: number): { recoversWithinUs?: number } {
  const { stableLeader, heartbeatUs, electionUs } = settings
  const fits = electionUs >= 2 * heartbeatUs + 2 * maxUs && timeoutUs >= 5 * maxUs + 2 * heartbeatUs
  return stableLeader && fits ? { recoversWithinUs: 2_000_000 + 10 * electionUs } : {}
}
