import { formatQuantity } from '../../../lib/quantity.ts'
import { clusterScenario } from '../../kernel/cluster/cluster-scenario.ts'
import type { ClusterModel, ClusterSetup, Context, NodeRandom, Request } from '../../kernel/cluster/model.ts'
import type { FaultKind, FaultRule } from '../../kernel/fault.ts'
import type { Parameters } from '../../kernel/scenario.ts'
import { ClockMonitor } from './clock-monitor.ts'
import { type ClockMessage, ClockNode, shown } from './clock-node.ts'
import { invariants } from './invariants.ts'
import { type Mistake, mutants } from './mutants.ts'
import { parameters } from './parameters.ts'
import { drawOrigin, drawPeer } from './sites.ts'

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

/** Early, before a hard seed has stopped most nodes. */
const RESTARTS = 4
const RESTART_EVERY = 10
/** Shorter than clocks are apart. */
const RESTART_US = 1000

const model: ClusterModel<ClockNode> = {
  id: 'hybrid-logical-clock',
  title: 'Hybrid logical clocks: wrong clocks and the order of events',
  version: 2,
  lesson: 'hybrid-logical-clock',
  parameters,
  metrics: [
    { id: 'events', unit: 'count', description: 'events: sending and receiving' },
    {
      id: 'reversed',
      unit: 'count',
      description: 'messages that by the physical clocks were received no later than they were sent',
    },
    { id: 'reversed_share', unit: 'ratio', description: 'share of these in all received messages' },
    { id: 'clock_error', unit: 'ms', description: 'the most that a physical clock was wrong' },
    {
      id: 'hybrid_lead',
      unit: 'ms',
      description: 'how far the hybrid clock was ahead of the own physical one, on average',
    },
    { id: 'most_hybrid_lead', unit: 'ms', description: 'the same, at most' },
    { id: 'most_counter', unit: 'count', description: 'highest counter of a hybrid timestamp' },
    {
      id: 'disorder_physical',
      unit: 'ratio',
      description: 'pairs of events far apart in true time that physical clocks put in the wrong order',
    },
    { id: 'disorder_lamport', unit: 'ratio', description: 'the same by Lamport clocks' },
    { id: 'disorder_hybrid', unit: 'ratio', description: 'the same by hybrid clocks' },
  ],
  invariants,
  goals: [
    {
      id: 'received-before-sent',
      statement: 'a message was received at an earlier physical time than it was sent',
    },
    { id: 'counter-used', statement: 'two events had the same hybrid time and the counter told them apart' },
    { id: 'ahead-of-clock', statement: 'a hybrid clock was ahead of its physical clock' },
    { id: 'restarted-behind', statement: 'a node restarted with a clock behind its last timestamp' },
  ],
  mutants,
  faultKinds,
  setup,
  tell,
}

export const scenario = clusterScenario(model)

function setup(values: Parameters, mutant: string | undefined): ClusterSetup<ClockNode> {
  const us = (name: string) => Math.round((values[name] ?? 0) * 1000)
  const nodes = values['nodes'] ?? 0
  const settings = {
    nodes,
    clockErrorUs: us('clock_error_ms'),
    resolutionUs: Math.max(1, us('resolution_ms')),
    crossShare: values['cross_share'] ?? 0,
    mistake: mutant as Mistake | undefined,
  }
  const minUs = us('latency_min_ms')
  return {
    nodes: Array.from({ length: nodes }, (_, id) => ({ name: `node ${id}`, role: 'node' })),
    durationUs: us('duration_ms'),
    latency: { kind: 'uniform', minUs, maxUs: Math.max(minUs, us('latency_max_ms')) },
    workload: {
      ratePerS: values['rate_per_s'] ?? 0,
      timeoutUs: 100_000,
      make: (_n, random) => draw(random, nodes, settings.crossShare, values['hops'] ?? 0),
    },
    tolerates: {
      kinds: faultKinds,
      clockUs: settings.clockErrorUs,
      moments: ['received-before-sent', 'ahead-of-clock', 'counter-used'],
      always: restarts,
    },
    create: (context) => new ClockNode(context as unknown as Context<ClockMessage>, settings),
    watch: (cluster) => new ClockMonitor(cluster, settings, us('apart_ms')),
    describe: (message) => describeMessage(message as ClockMessage),
  }
}

/** Nodes that are ahead of their clocks and start again before these have caught up. */
function restarts(random: NodeRandom): FaultRule[] {
  const first = 1 + random.integer(RESTART_EVERY)
  return Array.from({ length: RESTARTS }, (_, n) => ({
    kind: 'when',
    moment: 'ahead-of-clock',
    nth: first + n * RESTART_EVERY,
    strike: 'crash',
    disk: 'kept',
    afterUs: 1,
    durationUs: RESTART_US,
  }))
}

function draw(
  random: NodeRandom,
  nodes: number,
  crossShare: number,
  hops: number,
): Request & { readonly node: number } {
  const node = drawOrigin(random, nodes)
  const key = drawPeer(random, node, nodes, crossShare)
  return { node, name: 'send', key, value: random.integer(hops + 1) }
}

function describeMessage({ hybrid, lamport }: ClockMessage): string {
  return `hybrid ${shown(hybrid.l)}.${hybrid.c}, lamport ${lamport}`
}

function tell(metrics: Readonly<Record<string, number>>, values: Parameters): string[] {
  const value = (id: string) => metrics[id] ?? Number.NaN
  const ms = (id: string) => formatQuantity(value(id), 'ms')
  const percent = (id: string) => formatQuantity(value(id), 'ratio')
  const apart = formatQuantity(values['apart_ms'] ?? 0, 'ms')
  return [
    `With clocks up to ${ms('clock_error')} wrong, ${percent('reversed_share')} of the messages were received no later than they were sent, by physical time. By hybrid time none was.`,
    `Of events ${apart} or more apart on different nodes, physical clocks put ${percent('disorder_physical')} in the wrong order, Lamport clocks ${percent('disorder_lamport')}, hybrid clocks ${percent('disorder_hybrid')}.`,
    `The price: a hybrid clock was up to ${ms('most_hybrid_lead')} ahead of its physical clock (${ms('hybrid_lead')} on average), and its counter went up to ${value('most_counter')}.`,
  ]
}
