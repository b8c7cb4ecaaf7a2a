import { clusterScenario } from '../../kernel/cluster/cluster-scenario.ts'
import type { ClusterModel, ClusterSetup, Context, NodeRandom, Request } from '../../kernel/cluster/model.ts'
import type { FaultKind } from '../../kernel/fault.ts'
import type { Parameters } from '../../kernel/scenario.ts'
import { ClientNode } from './client-node.ts'
import { invariants } from './invariants.ts'
import { describeMessage, type VectorMessage } from './messages.ts'
import { type Mistake, mutants } from './mutants.ts'
import { parameters } from './parameters.ts'
import { ServerNode } from './server-node.ts'
import { VectorMonitor, type VectorNode } from './vector-monitor.ts'

const faultKinds: readonly FaultKind[] = [
  'crash',
  'pause',
  'slow',
  'disk-full',
  'partition',
  'link',
  'clog',
  'drop',
  'load',
]

const model: ClusterModel<VectorNode> = {
  id: 'vector-clocks',
  title: 'Vector clocks: conflicts that are seen instead of lost',
  version: 1,
  lesson: 'vector-clock',
  parameters,
  metrics: [
    {
      id: 'writes_in_conflict',
      unit: 'count',
      description: 'writes that stood side by side with one that had not seen them',
    },
    { id: 'most_siblings', unit: 'count', description: 'most versions of a key side by side' },
    {
      id: 'lamport_lost',
      unit: 'count',
      description:
        'acknowledged writes that the same servers would have dropped, had they ordered by Lamport timestamps',
    },
  ],
  invariants,
  goals: [
    { id: 'conflict', statement: 'two writes were concurrent, and both were kept' },
    { id: 'conflict-at-one-server', statement: 'two concurrent writes came through one server' },
    { id: 'reconciled', statement: 'a client that had seen several versions wrote one in their place' },
  ],
  mutants,
  faultKinds,
  setup,
  tell: ({ writes_in_conflict, lamport_lost, most_siblings }) => [
    `Vector clocks found ${writes_in_conflict} writes in conflict and kept up to ${most_siblings} versions of a key until a client had seen them all.`,
    `Lamport timestamps put the same writes into one order and would have lost ${lamport_lost} acknowledged ones without a sign.`,
  ],
}

export const scenario = clusterScenario(model)

function setup(values: Parameters, mutant: string | undefined): ClusterSetup<VectorNode> {
  const us = (name: string) => Math.round((values[name] ?? 0) * 1000)
  const [servers, clients, keys] = [values['servers'] ?? 0, values['clients'] ?? 0, values['keys'] ?? 0]
  const settings = { servers, keys, syncUs: us('sync_ms'), mistake: mutant as Mistake | undefined }
  const minUs = us('latency_min_ms')
  const maxUs = Math.max(minUs, us('latency_max_ms'))
  const durationUs = us('duration_ms')
  return {
    nodes: [
      ...Array.from({ length: servers }, (_, id) => ({ name: `server ${id}`, role: 'server' })),
      ...Array.from({ length: clients }, (_, n) => ({ name: `client ${n}`, role: 'client', faulty: false })),
    ],
    durationUs,
    latency: { kind: 'uniform', minUs, maxUs },
    workload: {
      ratePerS: values['rate_per_s'] ?? 0,
      timeoutUs: us('operation_timeout_ms'),
      untilUs: Math.round(durationUs * 0.65),
      make: (_n, random) => request(values, random),
    },
    tolerates: { kinds: faultKinds, moments: ['conflict', 'reconciled'] },
    create: (context) => create(context as unknown as Context<VectorMessage>, settings),
    // Each server sends all it has to each other one in turn.
    watch: (cluster) =>
      new VectorMonitor(cluster, {
        settings,
        convergesWithinUs: (servers + 2) * settings.syncUs + 2 * maxUs,
      }),
    describe: (message) => describeMessage(message as VectorMessage),
  }
}

function create(
  context: Context<VectorMessage>,
  settings: ConstructorParameters<typeof ServerNode>[1],
): VectorNode {
  return context.id < settings.servers ? new ServerNode(context, settings) : new ClientNode(context, settings)
}

function request(values: Parameters, random: NodeRandom): Request & { readonly node: number } {
  const node = (values['servers'] ?? 0) + random.integer(values['clients'] ?? 1)
  const name = random.uniform() < (values['read_share'] ?? 0) ? 'read' : 'write'
  return { node, name, key: random.integer(values['keys'] ?? 1) }
}
