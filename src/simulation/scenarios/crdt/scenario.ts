import { clusterScenario } from '../../kernel/cluster/cluster-scenario.ts'
import type { ClusterModel, ClusterSetup, Context, NodeRandom, Request } from '../../kernel/cluster/model.ts'
import type { FaultKind } from '../../kernel/fault.ts'
import type { Parameters } from '../../kernel/scenario.ts'
import { CrdtMonitor } from './crdt-monitor.ts'
import { CrdtNode, type StateMessage } from './crdt-node.ts'
import { invariants } from './invariants.ts'
import { type Mistake, mutants } from './mutants.ts'
import { parameters } from './parameters.ts'
import { counterValue, total } from './state.ts'

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

const UPDATES = ['increment', 'plus', 'minus', 'add', 'remove', 'write'] as const

const model: ClusterModel<CrdtNode> = {
  id: 'crdt',
  title: 'CRDTs: counters, a set and a register that merge by themselves',
  version: 1,
  lesson: 'crdt',
  parameters,
  metrics: [
    { id: 'merges', unit: 'count', description: 'states that were merged' },
    {
      id: 'converged_ms',
      unit: 'ms',
      description:
        'from the last update and the last fault until all replicas are equal; none if they never are',
    },
    {
      id: 'writes_overridden',
      unit: 'count',
      description: 'acknowledged writes to the register that lost against one that had not seen them',
    },
  ],
  invariants,
  goals: [
    {
      id: 'add-survived',
      statement: 'a remove took out the adds that it had seen, and a concurrent add stayed',
    },
    { id: 'equal-stamps', statement: 'two writes had equal timestamps, and the replica decided' },
    {
      id: 'ahead-of-clock',
      statement: 'a write was stamped later than its clock, because it had seen a later one',
    },
  ],
  mutants,
  faultKinds,
  setup,
  tell: ({ converged_ms, writes_overridden, merges }) => [
    converged_ms === undefined || Number.isNaN(converged_ms)
      ? 'The replicas were not equal at the end.'
      : `All replicas were equal ${converged_ms.toFixed(0)} ms after the last update and the last fault, after ${merges} merges.`,
    `Counters and set kept every acknowledged update; of the writes to the last-writer-wins register ${writes_overridden} were lost to concurrent ones, without an error.`,
  ],
}

export const scenario = clusterScenario(model)

function setup(values: Parameters, mutant: string | undefined): ClusterSetup<CrdtNode> {
  const us = (name: string) => Math.round((values[name] ?? 0) * 1000)
  const [replicas, elements] = [values['replicas'] ?? 0, values['elements'] ?? 0]
  const settings = {
    replicas,
    elements,
    gossipUs: us('gossip_ms'),
    resolutionUs: us('clock_resolution_ms'),
    mistake: mutant as Mistake | undefined,
  }
  const minUs = us('latency_min_ms')
  const maxUs = Math.max(minUs, us('latency_max_ms'))
  const durationUs = us('duration_ms')
  return {
    nodes: Array.from({ length: replicas }, (_, id) => ({ name: `replica ${id}`, role: 'replica' })),
    durationUs,
    latency: { kind: 'uniform', minUs, maxUs },
    workload: {
      ratePerS: values['rate_per_s'] ?? 0,
      timeoutUs: 1_000_000,
      untilUs: Math.round(durationUs * 0.7),
      make: (_n, random) => request(replicas, elements, random),
    },
    tolerates: { kinds: faultKinds, moments: ['updated', 'removed'] },
    create: (context) => new CrdtNode(context as unknown as Context<StateMessage>, settings),
    // Each replica sends to each other one once in a round; drift may slow a timer that began before the heal.
    watch: (cluster) =>
      new CrdtMonitor(cluster, { settings, convergesWithinUs: (replicas + 2) * settings.gossipUs + maxUs }),
    describe: (message) => describeState(message as StateMessage),
  }
}

function request(
  replicas: number,
  elements: number,
  random: NodeRandom,
): Request & { readonly node: number } {
  const node = random.integer(replicas)
  const name = UPDATES[random.integer(UPDATES.length)] as string
  const onElement = name === 'add' || name === 'remove'
  return { node, name, ...(onElement && { key: random.integer(elements) }) }
}

function describeState({ state }: StateMessage): string {
  const { grown, register } = state
  return `state: ${total(grown)}, ${counterValue(state)}, write ${register.value}`
}
