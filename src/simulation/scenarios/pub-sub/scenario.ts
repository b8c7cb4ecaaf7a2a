import { formatQuantity } from '../../../lib/quantity.ts'
import { clusterScenario } from '../../kernel/cluster/cluster-scenario.ts'
import { everyFault } from '../../kernel/cluster/fault-kinds.ts'
import type { ClusterModel, ClusterSetup, Context } from '../../kernel/cluster/model.ts'
import type { Parameters } from '../../kernel/scenario.ts'
import { Broker } from './broker.ts'
import { Consumer } from './consumer.ts'
import { invariants } from './invariants.ts'
import { describeMessage, type PubSubMessage } from './messages.ts'
import { mutants } from './mutants.ts'
import { parameters } from './parameters.ts'
import { PubSubMonitor, type PubSubNode } from './pub-sub-monitor.ts'
import { BROKER, groupOf, type PubSubSettings, settingsOf } from './settings.ts'

const model: ClusterModel<PubSubNode> = {
  id: 'pub-sub',
  title: 'Publish and subscribe: partitions, consumer groups, offsets',
  version: 2,
  lesson: 'publish-subscribe',
  parameters,
  metrics: [
    { id: 'published', unit: 'count', description: 'messages that were published' },
    { id: 'missed', unit: 'count', description: 'messages that a group had not worked on at the end' },
    { id: 'repeated', unit: 'count', description: 'times that a group worked on a message again' },
    { id: 'repeated_share', unit: 'ratio', description: 'share of the work that was done again' },
    { id: 'lag', unit: 'ms', description: 'from publication to the first work on it, on average' },
    { id: 'rebalances', unit: 'count', description: 'times that partitions were given out anew' },
    { id: 'fenced_commits', unit: 'count', description: 'commits that came from an earlier generation' },
  ],
  invariants,
  goals: [
    { id: 'worked', statement: 'a consumer worked on a message' },
    { id: 'work-failed', statement: 'the work on a message failed and was tried again' },
    { id: 'member-dropped', statement: 'a silent consumer lost its partitions to others' },
    { id: 'commit-fenced', statement: 'a consumer of an earlier generation tried to commit' },
  ],
  mutants,
  faultKinds: everyFault,
  setup,
  tell,
}

export const scenario = clusterScenario(model)

function setup(values: Parameters, mutant: string | undefined): ClusterSetup<PubSubNode> {
  const settings = settingsOf(values, mutant)
  const { groups, consumers, durationUs, latencyMinUs, latencyMaxUs } = settings
  return {
    nodes: [
      { name: 'broker', role: 'broker' },
      ...Array.from({ length: groups * consumers }, (_, at) => ({
        name: `consumer ${at + 1}`,
        role: `group ${groupOf(at + 1, settings)}`,
      })),
    ],
    durationUs,
    latency: { kind: 'uniform', minUs: latencyMinUs, maxUs: latencyMaxUs },
    workload: {
      ratePerS: values['rate_per_s'] ?? 0,
      timeoutUs: 500_000,
      make: (_n, random) => ({ node: BROKER, name: 'publish', key: random.integer(values['keys'] ?? 1) }),
    },
    recoversWithinUs: 100_000,
    tolerates: {
      kinds: everyFault,
      moments: ['work-begun', 'worked', 'rebalanced', 'member-dropped', 'work-failed'],
    },
    create: (context) => createNode(context as unknown as Context<PubSubMessage>, settings),
    watch: (cluster) => new PubSubMonitor(cluster, settings),
    describe: (message) => describeMessage(message as PubSubMessage),
  }
}

function createNode(context: Context<PubSubMessage>, settings: PubSubSettings): PubSubNode {
  return context.id === BROKER ? new Broker(context, settings) : new Consumer(context, settings)
}

function tell(metrics: Readonly<Record<string, number>>, values: Parameters): string[] {
  const { published, missed, repeated, lag = Number.NaN, rebalances, fenced_commits } = metrics
  const after = values['ack_after'] === 1
  return [
    `${published} messages were published to ${values['groups']} groups. Offsets were committed ${after ? 'after' : 'before'} the work: ${repeated} times a message was worked on again, and at the end ${missed} were not worked on${after ? ' yet' : ', most of them lost'}.`,
    `Partitions were given out anew ${rebalances} times, and ${fenced_commits} commits came from consumers that had lost theirs.`,
    `The first work on a message came ${formatQuantity(lag, 'ms')} after its publication on average.`,
  ]
}
