import { describe, expect, it } from 'vitest'
import { scenario } from '../../../src/simulation/scenarios/leader-lease/scenario.ts'
import { itHoldsAndNotices } from '../helpers/protocol-contract.ts'
import { runWith } from '../helpers/scenario-contract.ts'

const all = ['one-holder', 'lease-is-kept', 'no-stale-read', 'no-lost-write']

describe('the leader-lease simulation', () => {
  itHoldsAndNotices(scenario, {
    hashes: { 1: '3d4f1f6df3a16405', 2: 'e216aaeed2bf9199' },
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

  it('shows two holders and a stale read within 60 seeds when clocks are taken to be exact', () => {
    const broken = new Set<string>()
    for (let seed = 1; seed <= 60; seed += 1) {
      for (const { invariant } of runWith(scenario, seed, ['epsilon_ms=0']).violations) broken.add(invariant)
    }
    expect([...broken].sort()).toEqual(['lease-is-kept', 'no-stale-read', 'one-holder'])
  })
})
