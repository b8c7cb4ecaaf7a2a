import { describe, expect, it } from 'vitest'
import { scenario } from '../../../src/simulation/scenarios/distributed-lock/scenario.ts'
import { itHoldsAndNotices } from '../helpers/protocol-contract.ts'
import { runWith } from '../helpers/scenario-contract.ts'

const resource = ['no-interleaving', 'no-lost-update']
const service = ['one-holder', 'tokens-rise']

describe('the distributed-lock simulation', () => {
  itHoldsAndNotices(scenario, {
    hashes: { 1: 'a3cb077b1716f88d', 2: '05eeab1d3329a28f' },
    seeds: 100,
    randomSettings: 150,
    ranges: {
      duration_ms: [2000, 10_000],
      rate_per_s: [0.1, 20],
      latency_min_ms: [1, 40],
      latency_max_ms: [1, 80],
      retry_ms: [5, 200],
      lease_ms: [10, 2000],
      clock_bound_ms: [0, 500],
      work_ms: [1, 500],
      operation_timeout_ms: [100, 4000],
    },
    fixed: ['fencing=1'],
    alsoBroken: {
      'no-fencing': resource,
      'checks-first-write-only': resource,
      'reads-without-token': resource,
      'token-not-raised': [...resource, ...service],
      'releases-for-anyone': service,
      'renews-for-anyone': service,
      'lease-from-answer': service,
      'forgets-on-restart': [...resource, ...service],
    },
  })

  it('loses updates without fencing, as the mutant without it does', () => {
    const broken = new Set<string>()
    for (let seed = 1; seed <= 200; seed += 1) {
      const off = runWith(scenario, seed, ['fencing=0'])
      for (const { invariant } of off.violations) broken.add(invariant)
    }
    expect([...broken].sort()).toEqual(resource)
  })

  it('refuses a client that stood still between its last look at the lease and its write', () => {
    const rule = {
      kind: 'when',
      moment: 'about-to-write',
      nth: 9,
      strike: 'pause',
      afterUs: 1,
      durationUs: 1_000_000,
    } as const
    const settings = ['rate_per_s=8']
    const fenced = runWith(scenario, 3, settings, { faults: [rule] })
    expect(fenced.violations).toEqual([])
    expect(fenced.metrics['late_refused']).toBeGreaterThan(0)
    const open = runWith(scenario, 3, [...settings, 'fencing=0'], { faults: [rule], tracing: true })
    expect(open.violations.map(({ invariant }) => invariant)).toContain('no-interleaving')
    expect(open.violations[0]?.story.join('\n')).toContain('stands still')
  })

  it('counts every finished section exactly, when nothing fails', () => {
    const { metrics } = runWith(scenario, 1, [], { faults: [] })
    expect(metrics['value']).toBe(2 * (metrics['sections'] ?? 0))
    expect(metrics['highest_token']).toBeGreaterThanOrEqual(metrics['sections'] ?? 0)
    expect(metrics['operations_unknown']).toBe(0)
  })
})
