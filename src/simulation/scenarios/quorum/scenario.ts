import { clusterScenario } from '../../kernel/cluster/cluster-scenario.ts'
import type { ClusterModel, ClusterSetup, Context, NodeRandom } from '../../kernel/cluster/model.ts'
import type { Fault, FaultKind } from '../../kernel/fault.ts'
import type { Parameters } from '../../kernel/scenario.ts'
import { invariants } from './invariants.ts'
import { describeMessage, type QuorumMessage } from './messages.ts'
import { QuorumMonitor } from './monitor.ts'
import { mutants } from './mutants.ts'
import { QuorumNode } from './node.ts'
import { parameters, type Settings, settingsOf } from './parameters.ts'
import { tell } from './tell.ts'

const faultKinds: readonly FaultKind[] = [
  'crash',
  'pause',
  'slow',
  'clock-skew',
  'disk-full',
  'partition',
  'link',
  'clog',
  'drop',
  'load',
]
const OPERATION_TIMEOUT_US = 1_000_000
const CUT_OFF_US = 1_500_000

const model: ClusterModel<QuorumNode> = {
  id: 'quorum',
  title: 'A key-value store with N replicas, read and write quorums, repair and hints',
  version: 2,
  lesson: 'quorum-read-write',
  parameters,
  metrics: [
    {
      id: 'stale_reads',
      unit: 'ratio',
      description: 'share of the reads whose value another write had already replaced',
    },
    { id: 'inversions', unit: 'count', description: 'answers that a single copy could not have given' },
    { id: 'read_repairs', unit: 'count', description: 'stale replicas that a read brought up to date' },
    { id: 'hints_stored', unit: 'count', description: 'writes that a node kept for an unreachable replica' },
    { id: 'hints_pending', unit: 'count', description: 'hints not delivered at the end' },
  ],
  invariants,
  goals: [
    { id: 'stale-replica', statement: 'a read met replicas with different versions' },
    { id: 'read-repaired', statement: 'a read repaired a stale replica' },
    { id: 'hint-stored', statement: 'a node kept a write for a replica that did not answer' },
    { id: 'hint-delivered', statement: 'a hint reached its replica' },
    { id: 'unavailable', statement: 'a coordinator found too few replicas' },
  ],
  mutants,
  faultKinds,
  setup,
  tell,
}

export const scenario = clusterScenario(model)

function setup(values: Parameters, mutant: string | undefined): ClusterSetup<QuorumNode> {
  const settings = settingsOf(values, mutant)
  const { nodes, keys } = settings
  return {
    nodes: Array.from({ length: nodes }, (_, id) => ({ name: `node ${id}`, role: 'node' })),
    durationUs: settings.durationUs,
    latency: { kind: 'uniform', minUs: settings.latencyMinUs, maxUs: settings.latencyMaxUs },
    workload: {
      ratePerS: settings.ratePerS,
      timeoutUs: OPERATION_TIMEOUT_US,
      make: (n, random) => ({
        node: random.integer(nodes),
        key: random.integer(keys),
        name: random.uniform() < settings.readShare ? 'read' : 'write',
        value: n,
      }),
    },
    ...recovery(settings),
    tolerates: {
      kinds: faultKinds,
      moments: ['hint-stored', 'hint-delivered', 'stale-replica'],
      always: (random, healUs) => [cutOff(random.integer(nodes), random, healUs)],
    },
    create: (context) => new QuorumNode(context as unknown as Context<QuorumMessage>, settings),
    watch: (cluster) => new QuorumMonitor(cluster, settings),
    describe: (message) => describeMessage(message as QuorumMessage),
  }
}

/** What quorums are for, in every run: others keep hints for a node that is cut off; itself it finds too few replicas. */
function cutOff(node: number, random: NodeRandom, healUs: number): Fault {
  const durationUs = Math.min(CUT_OFF_US, Math.floor(healUs / 4))
  return { kind: 'partition', side: [node], atUs: 1 + random.integer(healUs - durationUs - 1), durationUs }
}

/** A quorum answers within two phases of two deliveries each; a shorter wait promises nothing. */
function recovery({ requestTimeoutUs, latencyMaxUs }: Settings): { recoversWithinUs?: number } {
  const fits = 4 * latencyMaxUs < requestTimeoutUs && requestTimeoutUs < OPERATION_TIMEOUT_US
  return fits ? { recoversWithinUs: 1_000_000 } : {}
}
