import { clusterScenario } from '../../kernel/cluster/cluster-scenario.ts'
import { everyFault } from '../../kernel/cluster/fault-kinds.ts'
import type { ClusterModel, ClusterSetup, Context, NodeRandom, Request } from '../../kernel/cluster/model.ts'
import type { Parameters } from '../../kernel/scenario.ts'
import { invariants } from './invariants.ts'
import { describeMessage, type SagaMessage } from './messages.ts'
import { mutants } from './mutants.ts'
import { Orchestrator } from './orchestrator.ts'
import { parameters } from './parameters.ts'
import { SagaMonitor, type SagaNode } from './saga-monitor.ts'
import { Service } from './service.ts'
import { longestUs, ORCHESTRATOR, type SagaSettings, settingsOf } from './settings.ts'

const model: ClusterModel<SagaNode> = {
  id: 'saga',
  title: 'Saga: steps at several services, and the way back',
  version: 2,
  lesson: 'saga',
  parameters,
  metrics: [
    { id: 'completed', unit: 'count', description: 'sagas of which every step was done' },
    { id: 'compensated', unit: 'count', description: 'sagas that were taken back' },
    { id: 'completion_rate', unit: 'ratio', description: 'share of the ended sagas that completed' },
    {
      id: 'dirty_reads',
      unit: 'count',
      description: 'times a saga saw a stock that another had changed and gave back later',
    },
    {
      id: 'needless_refusals',
      unit: 'count',
      description: 'times a saga found nothing left that another held and gave back later',
    },
    { id: 'resumed', unit: 'count', description: 'sagas that went on after a crash of the orchestrator' },
    { id: 'retried', unit: 'count', description: 'calls that were made again' },
  ],
  invariants,
  goals: [
    { id: 'saga-completed', statement: 'a saga completed' },
    { id: 'saga-compensated', statement: 'a saga was taken back' },
    { id: 'saga-resumed', statement: 'the orchestrator crashed in the middle of a saga and went on with it' },
    {
      id: 'step-timed-out',
      statement: 'a saga went back without knowing whether its last step had happened',
    },
    { id: 'cancelled-before-done', statement: 'a compensation arrived before its step' },
    { id: 'undo-retried', statement: 'a compensation had to be called again' },
  ],
  mutants,
  faultKinds: everyFault,
  setup,
  tell,
}

export const scenario = clusterScenario(model)

function setup(values: Parameters, mutant: string | undefined): ClusterSetup<SagaNode> {
  const settings = settingsOf(values, mutant)
  const { steps, durationUs, latencyMinUs, latencyMaxUs } = settings
  return {
    nodes: [
      { name: 'orchestrator', role: 'orchestrator' },
      ...Array.from({ length: steps }, (_, at) => ({ name: `service ${at + 1}`, role: 'service' })),
    ],
    durationUs,
    latency: { kind: 'uniform', minUs: latencyMinUs, maxUs: latencyMaxUs },
    workload: {
      ratePerS: values['rate_per_s'] ?? 0,
      timeoutUs: longestUs(settings),
      untilUs: Math.round(durationUs * 0.85),
      make: (_n, random) => draw(random, settings, values['refusals'] ?? 0),
    },
    recoversWithinUs: longestUs(settings),
    tolerates: {
      kinds: everyFault,
      moments: ['saga-begun', 'step-done', 'step-executed', 'going-back', 'step-undone'],
    },
    create: (context) => createNode(context as unknown as Context<SagaMessage>, settings),
    watch: (cluster) => new SagaMonitor(cluster, settings),
    describe: (message) => describeMessage(message as SagaMessage),
  }
}

/** An item at each service, and the step that will be refused, or none. */
function draw(
  random: NodeRandom,
  { steps, items }: SagaSettings,
  refusals: number,
): Request & { readonly node: number } {
  const refusal = random.uniform() < refusals ? random.integer(steps) : -1
  const key = Array.from({ length: steps }, () => random.integer(items)).join(' ')
  return { node: ORCHESTRATOR, name: 'book', key, value: refusal }
}

function createNode(context: Context<SagaMessage>, settings: SagaSettings): SagaNode {
  return context.id === ORCHESTRATOR ? new Orchestrator(context, settings) : new Service(context, settings)
}

function tell(metrics: Readonly<Record<string, number>>): string[] {
  const { completed, compensated, dirty_reads, needless_refusals, resumed, retried } = metrics
  return [
    `${completed} sagas completed and ${compensated} were taken back; ${resumed} went on after a crash of the orchestrator, and ${retried} calls were made again.`,
    `No saga is left half done, but none was isolated: ${dirty_reads} times one saw what another gave back later, and ${needless_refusals} times it was refused for that reason.`,
  ]
}
