import { closest } from '../lib/closest.ts'
import { UserError } from '../lib/user-error.ts'
import type { Scenario } from './kernel/scenario.ts'

/**
 * Each scenario loads only when it is asked for. In the order of the list: work and queues, then agreement on
 * data, then membership, time and merging, then transactions and messages.
 */
const registry: Readonly<Record<string, () => Promise<Scenario>>> = {
  queueing: async () => (await import('./scenarios/queueing/scenario.ts')).scenario,
  usl: async () => (await import('./scenarios/usl/scenario.ts')).scenario,
  'load-balancing': async () => (await import('./scenarios/load-balancing/scenario.ts')).scenario,
  backpressure: async () => (await import('./scenarios/backpressure/scenario.ts')).scenario,
  'rate-limiters': async () => (await import('./scenarios/rate-limiters/scenario.ts')).scenario,
  'cache-stampede': async () => (await import('./scenarios/cache-stampede/scenario.ts')).scenario,
  'retry-storm': async () => (await import('./scenarios/retry-storm/scenario.ts')).scenario,
  'circuit-breaker': async () => (await import('./scenarios/circuit-breaker/scenario.ts')).scenario,
  'network-partition': async () => (await import('./scenarios/network-partition/scenario.ts')).scenario,
  quorum: async () => (await import('./scenarios/quorum/scenario.ts')).scenario,
  'primary-backup': async () => (await import('./scenarios/primary-backup/scenario.ts')).scenario,
  'chain-replication': async () => (await import('./scenarios/chain-replication/scenario.ts')).scenario,
  raft: async () => (await import('./scenarios/raft/scenario.ts')).scenario,
  paxos: async () => (await import('./scenarios/paxos/scenario.ts')).scenario,
  'leader-lease': async () => (await import('./scenarios/leader-lease/scenario.ts')).scenario,
  'distributed-lock': async () => (await import('./scenarios/distributed-lock/scenario.ts')).scenario,
  'byzantine-generals': async () => (await import('./scenarios/byzantine-generals/scenario.ts')).scenario,
  'failure-detector': async () => (await import('./scenarios/failure-detector/scenario.ts')).scenario,
  swim: async () => (await import('./scenarios/swim/scenario.ts')).scenario,
  'consistent-hashing': async () => (await import('./scenarios/consistent-hashing/scenario.ts')).scenario,
  'vector-clocks': async () => (await import('./scenarios/vector-clocks/scenario.ts')).scenario,
  'hybrid-logical-clock': async () => (await import('./scenarios/hybrid-logical-clock/scenario.ts')).scenario,
  crdt: async () => (await import('./scenarios/crdt/scenario.ts')).scenario,
  'two-phase-commit': async () => (await import('./scenarios/two-phase-commit/scenario.ts')).scenario,
  saga: async () => (await import('./scenarios/saga/scenario.ts')).scenario,
  outbox: async () => (await import('./scenarios/outbox/scenario.ts')).scenario,
  'exactly-once': async () => (await import('./scenarios/exactly-once/scenario.ts')).scenario,
  'pub-sub': async () => (await import('./scenarios/pub-sub/scenario.ts')).scenario,
}

/** Their names, without loading any of them. */
export function scenarioIds(): string[] {
  return Object.keys(registry)
}

export async function loadScenarios(): Promise<Scenario[]> {
  return Promise.all(Object.values(registry).map((load) => load()))
}

export async function requireScenario(id: string): Promise<Scenario> {
  const load = Object.hasOwn(registry, id) ? registry[id] : undefined
  if (load !== undefined) return load()
  const near = closest(id, Object.keys(registry))
  throw new UserError(`There is no simulation "${id}".`, {
    code: 'unknown-scenario',
    next: [
      ...near.map((name) => `Did you mean: compendium simulate ${name}`),
      'For all simulations: compendium simulate --list',
    ],
  })
}
