import { describe, expect, it } from 'vitest'
import { scenario } from '../../../src/simulation/scenarios/paxos/scenario.ts'
import { itHoldsAndNotices } from '../helpers/protocol-contract.ts'
import { runWith } from '../helpers/scenario-contract.ts'

const disagreement = [
  'one-value-per-slot',
  'one-value-per-ballot',
  'counted-is-accepted',
  'learned-is-chosen',
  'answered-is-chosen',
]

describe('the paxos simulation', () => {
  itHoldsAndNotices(scenario, {
    hashes: { 1: '6b5156f4af6a03da', 2: 'd9f9ab6dd0dd2c9b' },
    seeds: 100,
    randomSettings: 100,
    ranges: {
      duration_ms: [1000, 4000],
      rate_per_s: [0.1, 30],
      latency_min_ms: [1, 40],
      latency_max_ms: [1, 80],
      heartbeat_ms: [20, 500],
      election_timeout_ms: [50, 2000],
      backoff_ms: [20, 500],
      servers: [1, 9],
    },
    alsoBroken: {
      'forgets-promise': disagreement,
      'accepts-below-promise': disagreement,
      'ignores-accepted': disagreement,
      'takes-lowest-ballot': disagreement,
      'quorum-too-small': disagreement,
      'ballots-not-unique': [...disagreement, 'recovers'],
      'accepts-before-sync': disagreement,
      'swaps-fields': disagreement,
      'counts-old-acks': disagreement,
      'forgets-ballot': disagreement,
    },
    from: { 'counts-old-acks': 235 },
  })

  it('needs fewer messages and less time for a command with a stable leader', () => {
    const quiet = { faults: [] }
    const led = runWith(scenario, 1, [], quiet).metrics
    const leaderless = runWith(scenario, 1, ['stable_leader=0'], quiet).metrics
    expect(led['p50']).toBeLessThan(leaderless['p50'] ?? 0)
    expect(led['ballots']).toBeLessThan(5)
    expect(leaderless['ballots']).toBeGreaterThan(100)
  })

  it('chooses next to nothing when proposers duel without backing off', () => {
    const settings = ['stable_leader=0', 'duration_ms=5s', 'rate_per_s=20']
    const duel = runWith(scenario, 1, [...settings, 'backoff_ms=0'], { faults: [] })
    const polite = runWith(scenario, 1, [...settings, 'backoff_ms=200'], { faults: [] })
    expect(duel.violations).toEqual([])
    expect(duel.metrics['operations_ok']).toBeLessThan((polite.metrics['operations_ok'] ?? 0) / 3)
    expect(duel.metrics['preempted']).toBeGreaterThan(5 * (polite.metrics['preempted'] ?? 0))
  })

  it('chooses nothing without a majority, and everything with one', () => {
    const crash = (node: number) =>
      ({ kind: 'crash', node, disk: 'kept', atUs: 1, durationUs: 19_000_000 }) as const
    const minority = runWith(scenario, 1, [], { faults: [crash(0), crash(1), crash(2)] })
    expect(minority.metrics['chosen']).toBeLessThan(20)
    const majority = runWith(scenario, 1, [], { faults: [crash(0), crash(1)] })
    expect(majority.metrics['chosen']).toBeGreaterThan(90)
  })
})
