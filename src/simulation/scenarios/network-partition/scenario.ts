import { clusterScenario } from '../../kernel/cluster/cluster-scenario.ts'
import type { ClusterModel, ClusterSetup, Context } from '../../kernel/cluster/model.ts'
import type { FaultKind } from '../../kernel/fault.ts'
import type { Metric, Parameters } from '../../kernel/scenario.ts'
import { invariants } from './invariants.ts'
import { describeMessage, type PartitionMessage } from './messages.ts'
import { PartitionMonitor } from './monitor.ts'
import { mutants } from './mutants.ts'
import { PartitionNode } from './node.ts'
import { parameters, type Settings, settingsOf } from './parameters.ts'
import { tell } from './tell.ts'

const faultKinds: readonly FaultKind[] = [
  'crash',
  'pause',
  'slow',
  'link',
  'clog',
  'load',
  'drop',
  'partition',
]
const OPERATION_TIMEOUT_US = 1_000_000

const model: ClusterModel<PartitionNode> = {
  id: 'network-partition',
  title: 'CAP: a consistent and an available register in the same partitions',
  version: 2,
  lesson: 'cap-theorem',
  parameters,
  metrics: [...metricsOf('cp', 'CP'), ...metricsOf('ap', 'AP')],
  invariants,
  goals: [
    { id: 'unavailable', statement: 'a node that reached no majority refused a CP request' },
    { id: 'answered-alone', statement: 'a node that heard no majority answered an AP request' },
    { id: 'write-overwritten', statement: 'a merge dropped an AP write that the winner had not seen' },
    { id: 'write-back', statement: 'a CP read brought a value to a majority before it returned it' },
  ],
  mutants,
  faultKinds,
  setup,
  tell,
}

/** Gilbert and Lynch, "Brewer's Conjecture and the Feasibility of Consistent, Available, Partition-Tolerant Web Services" (2002). */
export const scenario = clusterScenario(model)

function metricsOf(prefix: string, name: string): Metric[] {
  return [
    {
      id: `${prefix}_availability`,
      unit: 'ratio',
      description: `share of the ${name} requests to nodes that were up that got an answer`,
    },
    {
      id: `${prefix}_availability_minority`,
      unit: 'ratio',
      description: `the same, of nodes that heard from no majority`,
    },
    {
      id: `${prefix}_stale_reads`,
      unit: 'count',
      description: `${name} reads of a value that another write had already replaced`,
    },
    {
      id: `${prefix}_lost_writes`,
      unit: 'count',
      description: `acknowledged ${name} writes that the surviving value was made without`,
    },
  ]
}

function setup(values: Parameters, mutant: string | undefined): ClusterSetup<PartitionNode> {
  const settings = settingsOf(values, mutant)
  const { nodes, durationUs, latencyMinUs, latencyMaxUs, ratePerS } = settings
  return {
    nodes: Array.from({ length: nodes }, (_, id) => ({ name: `node ${id}`, role: 'node' })),
    durationUs,
    latency: { kind: 'uniform', minUs: latencyMinUs, maxUs: latencyMaxUs },
    workload: {
      ratePerS,
      timeoutUs: OPERATION_TIMEOUT_US,
      untilUs: settings.lastRequestUs,
      make: (n, random) => ({
        node: random.integer(nodes),
        key: random.integer(2) === 0 ? 'cp' : 'ap',
        name: random.uniform() < settings.readShare ? 'read' : 'write',
        value: n,
      }),
    },
    ...recovery(settings),
    tolerates: {
      kinds: faultKinds,
      moments: ['write-asks', 'write-in-flight', 'write-back', 'answered-alone', 'write-overwritten'],
      strikes: ['isolate', 'isolate', 'crash', 'pause'],
    },
    create: (context) => new PartitionNode(context as unknown as Context<PartitionMessage>, settings),
    watch: (cluster) => new PartitionMonitor(cluster, settings),
    describe: (message) => describeMessage(message as PartitionMessage),
  }
}

/** A majority answers within two phases of two deliveries each; a shorter wait promises nothing. */
function recovery({ quorumTimeoutUs, latencyMaxUs }: Settings): { recoversWithinUs?: number } {
  const fits = 4 * latencyMaxUs < quorumTimeoutUs && quorumTimeoutUs < OPERATION_TIMEOUT_US
  return fits ? { recoversWithinUs: 1_000_000 } : {}
}
