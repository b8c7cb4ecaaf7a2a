import { describe, expect, it } from 'vitest'
import { scenario } from '../../../src/simulation/scenarios/outbox/scenario.ts'
import { itHoldsAndNotices } from '../helpers/protocol-contract.ts'
import { runWith } from '../helpers/scenario-contract.ts'

const missing = ['all-published', 'key-order', 'all-consumed']

describe('the outbox simulation', () => {
  itHoldsAndNotices(scenario, {
    seeds: 150,
    randomSettings: 80,
    ranges: {
      duration_ms: [1000, 6000],
      rate_per_s: [0.1, 50],
      latency_min_ms: [1, 50],
      latency_max_ms: [1, 100],
      poll_ms: [5, 1000],
      retry_ms: [20, 1000],
    },
    alsoBroken: {
      'dual-write': missing,
      'publishes-before-commit': missing,
      'outbox-apart': missing,
      'deletes-unsent': missing,
      'reads-past-gaps': missing,
      'answers-first': missing,
    },
  })

  it('loses no event and invents none, while both ways of writing twice do one or the other', () => {
    let lost = 0
    let phantoms = 0
    for (let seed = 1; seed <= 40; seed += 1) {
      const { metrics } = runWith(scenario, seed)
      expect(metrics['phantoms']).toBe(0)
      expect(metrics['disordered']).toBe(0)
      lost += metrics['commit-first.lost'] ?? 0
      phantoms += metrics['publish-first.phantoms'] ?? 0
      expect(metrics['commit-first.phantoms']).toBe(0)
    }
    expect(lost).toBeGreaterThan(100)
    expect(phantoms).toBeGreaterThan(100)
  })

  it('pays with delay, about half the poll interval and the way', () => {
    const lag = (poll: string) =>
      runWith(scenario, 1, [`poll_ms=${poll}`, 'rate_per_s=5'], { faults: [] }).metrics['lag'] ?? 0
    expect(lag('400')).toBeGreaterThan(150)
    expect(lag('400')).toBeLessThan(300)
    expect(lag('20')).toBeLessThan(60)
  })

  it('takes the same steps on every engine', () => {
    expect(runWith(scenario, 1).traceHash).toBe('86384388779994c0')
    expect(runWith(scenario, Number.MAX_SAFE_INTEGER).traceHash).toBe('e269b781a5d3dd7c')
  })
})
