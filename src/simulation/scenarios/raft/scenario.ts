import { counted } from '../../../lib/counted.ts'
import { clusterScenario } from '../../kernel/cluster/cluster-scenario.ts'
import type { ClusterModel, ClusterSetup, Context, Request } from '../../kernel/cluster/model.ts'
import type { FaultKind } from '../../kernel/fault.ts'
import type { Parameters } from '../../kernel/scenario.ts'
import { invariants } from './invariants.ts'
import { describeMessage, type RaftMessage } from './messages.ts'
import { type Mistake, mutants } from './mutants.ts'
import { parameters } from './parameters.ts'
import { RaftMonitor } from './raft-monitor.ts'
import { RaftNode } from './raft-node.ts'

/** In the order in which a seed draws them. */
const faultKinds: readonly FaultKind[] = [
  'load',
  'clock-drift',
  'link',
  'clog',
  'crash',
  'slow',
  'partition',
  'disk-full',
  'pause',
  'drop',
]

const model: ClusterModel<RaftNode> = {
  id: 'raft',
  title: 'Raft: a replicated log with an elected leader',
  version: 1,
  lesson: 'consensus',
  parameters,
  metrics: [
    { id: 'elections', unit: 'count', description: 'leaders that were elected' },
    { id: 'terms', unit: 'count', description: 'the last term that had a leader' },
    { id: 'committed', unit: 'count', description: 'entries that were committed' },
  ],
  invariants,
  goals: [
    { id: 'leader-elected', statement: 'a leader was elected' },
    { id: 'leader-stepped-down', statement: 'a leader saw a later term and stepped down' },
    { id: 'log-truncated', statement: 'a follower dropped entries that were never committed' },
  ],
  mutants,
  faultKinds,
  setup,
  tell: ({ elections = 0, terms, committed }) => [
    `${committed} entries were committed under ${counted(elections, 'elected leader')}, in terms up to ${terms}.`,
  ],
}

export const scenario = clusterScenario(model)

function setup(values: Parameters, mutant: string | undefined): ClusterSetup<RaftNode> {
  const us = (name: string) => Math.round((values[name] ?? 0) * 1000)
  const servers = values['servers'] ?? 0
  const settings = {
    servers,
    heartbeatUs: us('heartbeat_ms'),
    electionUs: us('election_timeout_ms'),
    mistake: mutant as Mistake | undefined,
  }
  const minUs = us('latency_min_ms')
  return {
    nodes: Array.from({ length: servers }, (_, id) => ({ name: `server ${id}`, role: 'server' })),
    durationUs: us('duration_ms'),
    latency: { kind: 'uniform', minUs, maxUs: Math.max(minUs, us('latency_max_ms')) },
    workload: {
      ratePerS: values['rate_per_s'] ?? 0,
      timeoutUs: us('operation_timeout_ms'),
      make: (_n, random): Request & { node: number } => ({
        node: random.integer(servers),
        name: random.uniform() < (values['read_share'] ?? 0) ? 'read' : 'write',
      }),
    },
    recoversWithinUs: 2_000_000,
    tolerates: {
      kinds: faultKinds,
      moments: ['vote-granted', 'vote-granted', 'leader-elected', 'leader-elected', 'leader-commits-first'],
    },
    create: (context) => new RaftNode(context as unknown as Context<RaftMessage>, settings),
    watch: (cluster) => new RaftMonitor(cluster, servers),
    describe: (message) => describeMessage(message as RaftMessage),
  }
}
