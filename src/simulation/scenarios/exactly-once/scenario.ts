import { comparedScenario } from '../../kernel/cluster/compared-scenario.ts'
import { everyFaultButClocks } from '../../kernel/cluster/fault-kinds.ts'
import type { ClusterModel, ClusterSetup, Context, NodeRandom, Request } from '../../kernel/cluster/model.ts'
import type { Parameters } from '../../kernel/scenario.ts'
import { ChargeMonitor, type ChargeNode } from './charge-monitor.ts'
import { Client } from './client.ts'
import { invariants } from './invariants.ts'
import { type ChargeMessage, describeMessage } from './messages.ts'
import { mutants } from './mutants.ts'
import { parameters } from './parameters.ts'
import { Server } from './server.ts'
import { type ChargeSettings, SERVER, type Semantics, settingsOf } from './settings.ts'

export const scenario = comparedScenario([
  { prefix: '', title: 'idempotency keys', model: modelOf('exactly-once') },
  { prefix: 'at-least-once.', title: 'at least once', model: modelOf('at-least-once') },
  { prefix: 'at-most-once.', title: 'at most once', model: modelOf('at-most-once') },
])

function modelOf(semantics: Semantics): ClusterModel<ChargeNode> {
  return {
    id: 'exactly-once',
    title: 'Exactly once: retries with and without idempotency keys',
    version: 2,
    lesson: 'idempotency-key',
    parameters,
    metrics: [
      { id: 'lost', unit: 'count', description: 'requests that were answered and never took effect' },
      { id: 'duplicated', unit: 'count', description: 'requests that took effect more than once' },
      { id: 'effects_per_request', unit: 'count', description: 'effects for each request that was answered' },
      { id: 'most_keys', unit: 'count', description: 'most keys that the server had to remember at once' },
      { id: 'retries', unit: 'count', description: 'requests that were sent again' },
    ],
    invariants,
    goals: [
      { id: 'retried', statement: 'a client had no answer in time and sent its request again' },
      { id: 'duplicate-recognised', statement: 'the server recognised a request by its key' },
      { id: 'key-reused', statement: 'a key came with another request than before' },
      { id: 'client-restarted', statement: 'a client crashed with an open request and went on with it' },
      { id: 'too-late', statement: 'a request arrived after its time' },
    ],
    mutants,
    faultKinds: everyFaultButClocks,
    setup: (values, mutant) => setup(settingsOf(semantics, values, mutant), values),
    tell,
  }
}

function setup(settings: ChargeSettings, values: Parameters): ClusterSetup<ChargeNode> {
  const { clients, latencyMinUs, latencyMaxUs, retryUs, retryWindowUs, workUs, durationUs } = settings
  const exchangeUs = 2 * latencyMaxUs + 2 * workUs
  return {
    nodes: [
      { name: 'server', role: 'server' },
      ...Array.from({ length: clients }, (_, at) => ({ name: `client ${at + 1}`, role: 'client' })),
    ],
    durationUs,
    latency: { kind: 'uniform', minUs: latencyMinUs, maxUs: latencyMaxUs },
    workload: {
      ratePerS: values['rate_per_s'] ?? 0,
      timeoutUs: retryWindowUs + 2 * retryUs,
      make: (n, random) => draw(n, random, clients, values['key_reuse'] ?? 0),
    },
    ...(settings.loss > 0 && { loss: settings.loss }),
    ...(surelyAnswered(settings) && { recoversWithinUs: 2 * retryUs + exchangeUs }),
    // Not of clocks: a key may be forgotten when the request has expired, and both go by the clock.
    tolerates: {
      kinds: everyFaultButClocks,
      moments: ['work-begun', 'effect', 'retried', 'duplicate-recognised', 'key-reused'],
    },
    create: (context) => createNode(context as unknown as Context<ChargeMessage>, settings),
    watch: (cluster) => new ChargeMonitor(cluster, settings),
    describe: (message) => describeMessage(message as ChargeMessage),
  }
}

/**
 * A client that gives up sooner than an answer can come cannot be promised one, nor one that loses so
 * many messages that all its attempts may fail: here it must be less likely than once in 10^9.
 */
function surelyAnswered({ latencyMaxUs, workUs, retryUs, retryWindowUs, loss }: ChargeSettings): boolean {
  const lastUs = retryWindowUs - 2 * latencyMaxUs - workUs
  let failing = lastUs > 0 ? 1 - (1 - loss) * (1 - loss) : 1
  // The longest pause between two attempts is half as much again as the shortest.
  for (let atUs = 1.5 * retryUs; atUs < lastUs && failing > 1e-9; atUs += 1.5 * retryUs) {
    failing *= 1 - (1 - loss) * (1 - loss)
  }
  return failing <= 1e-9
}

/** Requests of the last few seconds, some of whose keys are about to be forgotten. */
const REUSED_WITHIN = 40

/** Now and then a request takes the key of one before it. */
function draw(n: number, random: NodeRandom, clients: number, reuse: number): Request & { node: number } {
  const node = 1 + random.integer(clients)
  const of = random.uniform() < reuse ? n - 1 - random.integer(REUSED_WITHIN) : n
  return { node, name: 'charge', key: `k${of}`, value: random.between(1, 100) }
}

function createNode(context: Context<ChargeMessage>, settings: ChargeSettings): ChargeNode {
  return context.id === SERVER ? new Server(context, settings) : new Client(context, settings)
}

function tell(metrics: Readonly<Record<string, number>>): string[] {
  const value = (id: string) => metrics[id] ?? Number.NaN
  return [
    `At most once lost ${value('at-most-once.lost')} answered requests and doubled ${value('at-most-once.duplicated')}; at least once lost ${value('at-least-once.lost')} and doubled ${value('at-least-once.duplicated')}.`,
    `With idempotency keys ${value('lost')} were lost and ${value('duplicated')} doubled, out of the same requests under the same faults, though clients sent ${value('retries')} of them again.`,
    `The price: the server remembered up to ${value('most_keys')} keys at once, because a client may send again for that long.`,
  ]
}
