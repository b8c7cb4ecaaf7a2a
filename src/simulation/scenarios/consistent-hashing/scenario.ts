import { comparedScenario } from '../../kernel/cluster/compared-scenario.ts'
import { everyFaultButClocks } from '../../kernel/cluster/fault-kinds.ts'
import type { ClusterModel, ClusterSetup, Context, NodeRandom, Request } from '../../kernel/cluster/model.ts'
import type { Parameters } from '../../kernel/scenario.ts'
import { placementOf } from './algorithms.ts'
import { ClientNode } from './client-node.ts'
import { CoordinatorNode, POLL_US } from './coordinator-node.ts'
import { HashingMonitor, type HashingNode } from './hashing-monitor.ts'
import { invariants } from './invariants.ts'
import { describeMessage, type HashingMessage } from './messages.ts'
import { type Mistake, mutants } from './mutants.ts'
import { parameters } from './parameters.ts'
import type { Algorithm, PlacementSettings } from './placement.ts'
import { type HashingSettings, RESEND_US, ServerNode } from './server-node.ts'

export const scenario = comparedScenario([
  { prefix: '', title: 'ring', model: modelOf('ring') },
  { prefix: 'jump.', title: 'jump hash', model: modelOf('jump') },
  { prefix: 'bounded.', title: 'bounded loads', model: modelOf('bounded') },
])

function modelOf(algorithm: Algorithm): ClusterModel<HashingNode> {
  return {
    id: 'consistent-hashing',
    title: 'Consistent hashing: ring, jump hash and bounded loads while servers join and leave',
    version: 2,
    lesson: 'consistent-hashing',
    parameters,
    metrics: [
      {
        id: 'moved_share',
        unit: 'ratio',
        description: 'share of the keys that moved, mean over the changes',
      },
      { id: 'ideal_share', unit: 'ratio', description: 'share that has to move to keep the load equal' },
      {
        id: 'modulo_moved_share',
        unit: 'ratio',
        description: 'share that hashing modulo n would have moved',
      },
      {
        id: 'peak_to_mean',
        unit: 'count',
        description: 'keys of the fullest server over the mean, at the end',
      },
      {
        id: 'wrong_server_share',
        unit: 'ratio',
        description: 'share of the lookups that asked a server without the key',
      },
      {
        id: 'availability_moving',
        unit: 'ratio',
        description: 'share of the operations begun while keys moved that succeeded',
      },
    ],
    invariants,
    goals: [
      { id: 'joined', statement: 'a server joined' },
      { id: 'left', statement: 'a server left' },
      { id: 'asked-wrong-server', statement: 'a client asked a server that does not have the key' },
      {
        id: 'served-before-leaving',
        statement: 'the old owner answered for a key that had a new owner, before it moved',
      },
      { id: 'rebalanced', statement: 'all keys came to rest after a change' },
    ],
    mutants,
    faultKinds: everyFaultButClocks,
    setup: (values, mutant) => setup(algorithm, values, mutant),
    tell,
  }
}

function settingsOf(
  values: Parameters,
  mutant: string | undefined,
  placing: PlacementSettings,
): HashingSettings {
  const us = (name: string) => Math.round((values[name] ?? 0) * 1000)
  const mistake = mutant as Mistake | undefined
  const [servers, changes] = [values['servers'] ?? 0, values['changes'] ?? 0]
  return {
    servers,
    allServers: servers + Math.ceil(changes / 2),
    clients: values['clients'] ?? 0,
    keys: values['keys'] ?? 0,
    changes,
    changeEveryUs: us('change_every_ms'),
    keysPerTransfer: values['keys_per_transfer'] ?? 0,
    transferEveryUs: us('transfer_every_ms'),
    placement: placementOf(placing, mistake),
    leaves: placing.algorithm === 'jump' ? 'newest' : 'oldest',
    mistake,
  }
}

function placingOf(algorithm: Algorithm, values: Parameters): PlacementSettings {
  return {
    algorithm,
    virtualNodes: values['virtual_nodes'] ?? 0,
    keys: values['keys'] ?? 0,
    loadBound: values['load_bound'] ?? 0,
  }
}

function setup(
  algorithm: Algorithm,
  values: Parameters,
  mutant: string | undefined,
): ClusterSetup<HashingNode> {
  const us = (name: string) => Math.round((values[name] ?? 0) * 1000)
  const placing = placingOf(algorithm, values)
  const settings = settingsOf(values, mutant, placing)
  const minUs = us('latency_min_ms')
  const maxUs = Math.max(minUs, us('latency_max_ms'))
  const judging = {
    settings,
    placing,
    settlesWithinUs: settlesWithinUs(settings, maxUs),
  }
  const { allServers, clients } = settings
  return {
    nodes: [
      ...Array.from({ length: allServers }, (_, id) => ({ name: `server ${id}`, role: 'server' })),
      { name: 'coordinator', role: 'coordinator', faulty: false },
      ...Array.from({ length: clients }, (_, n) => ({ name: `client ${n}`, role: 'client', faulty: false })),
    ],
    durationUs: us('duration_ms'),
    healUs: Math.round(us('duration_ms') / 2),
    latency: { kind: 'uniform', minUs, maxUs },
    workload: {
      ratePerS: values['rate_per_s'] ?? 0,
      timeoutUs: us('operation_timeout_ms'),
      make: (_n, random) => request(values, allServers, random),
    },
    tolerates: { kinds: everyFaultButClocks, moments: ['joined', 'left', 'keys-received', 'handed-over'] },
    create: (context) => create(context as unknown as Context<HashingMessage>, settings),
    watch: (cluster) => new HashingMonitor(cluster, judging),
    describe: (message) => describeMessage(message as HashingMessage),
  }
}

/**
 * Each change: a poll that reaches every server, the transfers of all keys one after the other (each
 * may end up to as many partly filled ones as there are servers), and a poll that finds them settled.
 * What was lost before the faults were over is sent again once.
 */
function settlesWithinUs(settings: HashingSettings, latencyUs: number): number {
  const { keys, keysPerTransfer, transferEveryUs, changes, allServers } = settings
  const transfers = Math.ceil(keys / keysPerTransfer) + allServers + 1
  const repeats = Math.max(1, Math.ceil((2 * latencyUs) / RESEND_US))
  const changeUs = 3 * POLL_US + 2 * RESEND_US + repeats * transfers * transferEveryUs + 8 * latencyUs
  return Math.max(1, changes) * changeUs
}

function create(context: Context<HashingMessage>, settings: HashingSettings): HashingNode {
  if (context.id < settings.allServers) return new ServerNode(context, settings)
  if (context.id === settings.allServers) return new CoordinatorNode(context, settings)
  return new ClientNode(context, settings)
}

function request(
  values: Parameters,
  allServers: number,
  random: NodeRandom,
): Request & { readonly node: number } {
  const node = allServers + 1 + random.integer(values['clients'] ?? 1)
  const name = random.uniform() < (values['read_share'] ?? 0) ? 'read' : 'write'
  return { node, name, key: random.integer(values['keys'] ?? 1) }
}

function tell(metrics: Readonly<Record<string, number>>): string[] {
  const percent = (id: string) => `${((metrics[id] ?? Number.NaN) * 100).toFixed(0)} %`
  const peak = (prefix: string) => (metrics[`${prefix}peak_to_mean`] ?? 0).toFixed(2)
  if (Number.isNaN(metrics['moved_share'] ?? Number.NaN)) return ['The ring did not change.']
  return [
    `A change of the ring moved ${percent('moved_share')} of the keys; the least is ${percent('ideal_share')}, and hashing modulo n would have moved ${percent('modulo_moved_share')}.`,
    `The fullest server has ${peak('')} times the mean; more virtual nodes bring this nearer to 1.`,
    `Jump hash, where only the newest server can leave, moved ${percent('jump.moved_share')}, and its fullest server has ${peak('jump.')} times the mean. Bounded loads keep that at ${peak('bounded.')} and moved ${percent('bounded.moved_share')} for it.`,
    `${percent('wrong_server_share')} of the lookups asked a server that did not have the key, and ${percent('availability_moving')} of the operations begun while keys moved succeeded.`,
  ]
}
