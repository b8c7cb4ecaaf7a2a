import { clusterScenario } from '../../kernel/cluster/cluster-scenario.ts'
import { everyFault } from '../../kernel/cluster/fault-kinds.ts'
import type { ClusterModel, ClusterSetup, Context, NodeSpec, Request } from '../../kernel/cluster/model.ts'
import type { Parameters } from '../../kernel/scenario.ts'
import { Client } from './client.ts'
import { invariants } from './invariants.ts'
import { LockMonitor, type LockNode } from './lock-monitor.ts'
import { LockServer } from './lock-server.ts'
import { describeMessage, type LockMessage } from './messages.ts'
import { type Mistake, mutants } from './mutants.ts'
import { parameters } from './parameters.ts'
import type { LockSettings } from './settings.ts'
import { Storage } from './storage.ts'

const model: ClusterModel<LockNode> = {
  id: 'distributed-lock',
  title: 'Distributed lock: leases and fencing tokens',
  version: 2,
  lesson: 'distributed-lock',
  parameters,
  metrics: [
    { id: 'sections', unit: 'count', description: 'times that a client did all its writes under the lock' },
    {
      id: 'leases_expired',
      unit: 'count',
      description: 'times that a client found its lease over too early',
    },
    { id: 'late_refused', unit: 'count', description: 'requests that the storage refused for an old token' },
    { id: 'value', unit: 'count', description: 'the counter in the end' },
    { id: 'highest_token', unit: 'count', description: 'highest token that a holder had' },
  ],
  invariants,
  goals: [
    { id: 'section-done', statement: 'a client did all its writes under the lock' },
    { id: 'lock-taken', statement: 'a client found that the lock was taken' },
    { id: 'lease-expired', statement: 'a client found its lease over before it was done' },
    { id: 'late-refused', statement: 'the storage refused a client whose token was no longer the highest' },
  ],
  mutants,
  faultKinds: everyFault,
  setup,
  tell: ({ sections, leases_expired, late_refused }, { fencing }) => [
    `${sections} sections were finished under the lock; ${leases_expired} times a client found its lease over too early.`,
    fencing === 1
      ? `The storage refused ${late_refused} requests whose token was too old. Each might have broken the counter.`
      : 'Fencing is off: the storage served whoever came, however late.',
  ],
}

export const scenario = clusterScenario(model)

function setup(values: Parameters, mutant: string | undefined): ClusterSetup<LockNode> {
  const us = (name: string) => Math.round((values[name] ?? 0) * 1000)
  const settings = settingsOf(values, mutant as Mistake | undefined)
  const { clients, storage } = settings
  const minUs = us('latency_min_ms')
  const maxUs = Math.max(minUs, us('latency_max_ms'))
  const ratePerS = values['rate_per_s'] ?? 0
  return {
    nodes: nodesOf(settings),
    durationUs: us('duration_ms'),
    latency: { kind: 'uniform', minUs, maxUs },
    workload: {
      ratePerS,
      timeoutUs: us('operation_timeout_ms'),
      make: (_n, random): Request & { node: number } => ({
        node: storage + 1 + random.integer(clients),
        name: 'increment',
      }),
    },
    ...recovers(settings, maxUs, ratePerS),
    tolerates: {
      kinds: everyFault,
      clockUs: settings.clockBoundUs,
      // Named twice is drawn twice as often.
      moments: ['about-to-write', 'about-to-write', 'granted'],
    },
    create: (context) => create(context as unknown as Context<LockMessage>, settings),
    watch: (cluster) => new LockMonitor(cluster, settings),
    describe: (message) => describeMessage(message as LockMessage),
  }
}

function settingsOf(values: Parameters, mistake: Mistake | undefined): LockSettings {
  const us = (name: string) => Math.round((values[name] ?? 0) * 1000)
  const servers = values['lock_servers'] ?? 0
  return {
    servers,
    clients: values['clients'] ?? 0,
    storage: servers,
    fencing: values['fencing'] === 1,
    leaseUs: us('lease_ms'),
    clockBoundUs: us('clock_bound_ms'),
    workUs: us('work_ms'),
    prepareUs: us('prepare_ms'),
    writes: values['writes'] ?? 0,
    retryUs: us('retry_ms'),
    patienceUs: us('operation_timeout_ms') / 2,
    mistake,
  }
}

function nodesOf({ servers, clients }: LockSettings): NodeSpec[] {
  return [
    ...Array.from({ length: servers }, (_, id) => ({ name: `lock server ${id}`, role: 'lock server' })),
    { name: 'storage', role: 'storage' },
    ...Array.from({ length: clients }, (_, id) => ({ name: `client ${id}`, role: 'client' })),
  ]
}

function create(context: Context<LockMessage>, settings: LockSettings): LockNode {
  if (context.id < settings.storage) return new LockServer(context, settings)
  return context.id === settings.storage ? new Storage(context, settings) : new Client(context, settings)
}

/**
 * Judged where the lock is not the bottleneck: a client must be able to wait for several others, a
 * lease must outlast a renewal, and sections must leave the lock free for most of the time.
 */
function recovers(settings: LockSettings, maxUs: number, ratePerS: number): { recoversWithinUs?: number } {
  const { leaseUs, clockBoundUs, workUs, prepareUs, writes, retryUs, patienceUs, clients } = settings
  const sectionUs = 6 * maxUs + workUs + writes * (2 * maxUs + prepareUs) + 2 * retryUs
  const fits =
    leaseUs >= 8 * maxUs + 4 * retryUs &&
    retryUs >= 2 * maxUs &&
    patienceUs >= 2 * (clients + 1) * sectionUs &&
    ratePerS * sectionUs < 800_000
  return fits ? { recoversWithinUs: leaseUs + 3 * clockBoundUs + patienceUs } : {}
}
