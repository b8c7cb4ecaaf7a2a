import { describe, expect, it } from 'vitest'
import { scenario } from '../../../src/simulation/scenarios/leader-lease/scenario.ts'
import { itHoldsAndNotices } from '../helpers/protocol-contract.ts'
import { runWith } from '../helpers/scenario-contract.ts'

const all = ['one-holder', 'no-stale-read', 'no-lost-write']

describe('the leader-lease simulation', () => {
  itHoldsAndNotices(scenario, {
    hashes: { 1: '9888eb77b47b5638', 2: '340e8fef5f94be41' },
    seeds: 80,
    randomSettings: 100,
    ranges: {
      duration_ms: [1000, 5000],
      rate_per_s: [0.1, 60],
      lease_ms: [20, 2000],
      latency_min_ms: [1, 40],
      latency_max_ms: [1, 80],
      // Nothing is promised when clocks are worse than the servers assume.
      epsilon_ms: [100, 400],
      clock_error_ms: [0, 100],
    },
    alsoBroken: Object.fromEntries(scenario.mutants.map(({ id }) => [id, [...all, 'recovers']])),
  })

  it('answers reads without asking anybody', () => {
    const reads = runWith(scenario, 1, ['read_share=1'], { faults: [] }).metrics
    const writes = runWith(scenario, 1, ['read_share=0'], { faults: [] }).metrics
    expect(reads['p50']).toBeLessThan((writes['p50'] ?? 0) * 0.8)
  })

  it('is without a primary for longer the longer the lease and the less exact the clocks', () => {
    const crash = { kind: 'crash', disk: 'kept', atUs: 4e6, durationUs: 4e6 } as const
    const gap = (settings: string[]) =>
      Math.max(
        ...[0, 1, 2].map(
          (node) =>
            runWith(scenario, 1, ['clock_error_ms=0', ...settings], { faults: [{ ...crash, node }] }).metrics[
              'longest_gap_ms'
            ] ?? 0,
        ),
      )
    expect(gap(['lease_ms=1s'])).toBeGreaterThan(gap([]) + 500)
    expect(gap(['epsilon_ms=500'])).toBeGreaterThan(gap([]) + 500)
  })
})
