import { formatQuantity } from '../../../lib/quantity.ts'
import { comparedScenario } from '../../kernel/cluster/compared-scenario.ts'
import { everyFault } from '../../kernel/cluster/fault-kinds.ts'
import type { ClusterModel, ClusterSetup, Context } from '../../kernel/cluster/model.ts'
import type { Parameters } from '../../kernel/scenario.ts'
import { Broker } from './broker.ts'
import { Consumer } from './consumer.ts'
import { invariants } from './invariants.ts'
import { describeMessage, type OutboxMessage } from './messages.ts'
import { mutants } from './mutants.ts'
import { OutboxMonitor, type OutboxNode } from './outbox-monitor.ts'
import { parameters } from './parameters.ts'
import { Relay } from './relay.ts'
import { Service } from './service.ts'
import { BROKER, type OutboxSettings, RELAY, SERVICE, settingsOf, type Way } from './settings.ts'

export const scenario = comparedScenario([
  { prefix: '', title: 'outbox', model: modelOf('outbox') },
  { prefix: 'commit-first.', title: 'commit, then publish', model: modelOf('commit-first') },
  { prefix: 'publish-first.', title: 'publish, then commit', model: modelOf('publish-first') },
])

function modelOf(way: Way): ClusterModel<OutboxNode> {
  return {
    id: 'outbox',
    title: 'Transactional outbox: one write instead of two',
    version: 2,
    lesson: 'transactional-outbox',
    parameters,
    metrics: [
      { id: 'committed', unit: 'count', description: 'orders that committed' },
      { id: 'lost', unit: 'count', description: 'orders that committed and were not published by the end' },
      { id: 'phantoms', unit: 'count', description: 'events of orders that never committed' },
      { id: 'doubled', unit: 'count', description: 'events that were published once more' },
      { id: 'disordered', unit: 'count', description: 'events that came in another order than the commits' },
      { id: 'lag', unit: 'ms', description: 'from the commit to the first publication, on average' },
      { id: 'worst_lag', unit: 'ms', description: 'from the commit to the first publication, at most' },
      { id: 'most_unsent', unit: 'count', description: 'most rows that waited in the outbox' },
    ],
    invariants,
    goals: [
      { id: 'rolled-back', statement: 'a transaction was rolled back' },
      { id: 'publishing', statement: 'the relay carried a row to the broker' },
      { id: 'published-again', statement: 'the relay had no answer from the broker and published again' },
      { id: 'duplicate-ignored', statement: 'the consumer had an event twice and ignored the second' },
    ],
    mutants,
    faultKinds: everyFault,
    setup: (values, mutant) => setup(settingsOf(way, values, mutant), values, way === 'outbox'),
    tell,
  }
}

function setup(settings: OutboxSettings, values: Parameters, promises: boolean): ClusterSetup<OutboxNode> {
  const { latencyMinUs, latencyMaxUs, durationUs, workUs, retryUs, attempts } = settings
  const answeredUs = workUs + attempts * retryUs + 2 * latencyMaxUs
  return {
    nodes: ['service', 'relay', 'broker', 'consumer'].map((name) => ({ name, role: name })),
    durationUs,
    latency: { kind: 'uniform', minUs: latencyMinUs, maxUs: latencyMaxUs },
    workload: {
      ratePerS: values['rate_per_s'] ?? 0,
      timeoutUs: 2 * answeredUs,
      untilUs: Math.round(durationUs * 0.85),
      make: (_n, random) => ({
        node: SERVICE,
        name: 'order',
        key: random.integer(values['customers'] ?? 1),
        value: random.uniform() < (values['rolled_back'] ?? 0) ? 'fails' : 'holds',
      }),
    },
    // To publish first is to need the broker: where it answers too slowly, no order is taken.
    ...((promises || 2 * latencyMaxUs < retryUs) && { recoversWithinUs: answeredUs + 1000 }),
    tolerates: { kinds: everyFault, moments: ['begun', 'committed', 'publishing', 'logged', 'confirmed'] },
    create: (context) => createNode(context as unknown as Context<OutboxMessage>, settings),
    watch: (cluster) => new OutboxMonitor(cluster, settings, promises),
    describe: (message) => describeMessage(message as OutboxMessage),
  }
}

function createNode(context: Context<OutboxMessage>, settings: OutboxSettings): OutboxNode {
  if (context.id === SERVICE) return new Service(context, settings)
  if (context.id === RELAY) return new Relay(context, settings)
  return context.id === BROKER ? new Broker(context, settings) : new Consumer(context, settings)
}

function tell(metrics: Readonly<Record<string, number>>): string[] {
  const value = (id: string) => metrics[id] ?? Number.NaN
  const ms = (id: string) => formatQuantity(value(id), 'ms')
  return [
    `Commit, then publish: ${value('commit-first.lost')} of ${value('commit-first.committed')} orders were never published. Publish, then commit: ${value('publish-first.phantoms')} events told of orders that do not exist.`,
    `With the outbox ${value('lost')} of ${value('committed')} were lost and ${value('phantoms')} were phantoms; ${value('doubled')} events came more than once, which the consumer must bear.`,
    `The price is delay: an event followed its commit after ${ms('lag')} on average and ${ms('worst_lag')} at most (without outbox ${ms('commit-first.lag')} and ${ms('commit-first.worst_lag')}, of those that came).`,
  ]
}
