import { describe, expect, it } from 'vitest'
import { scenario } from '../../../src/simulation/scenarios/vector-clocks/scenario.ts'
import { itHoldsAndNotices } from '../helpers/protocol-contract.ts'
import { runWith } from '../helpers/scenario-contract.ts'

describe('the vector-clocks simulation', () => {
  itHoldsAndNotices(scenario, {
    seeds: 200,
    randomSettings: 120,
    ranges: { duration_ms: [1000, 12_000], rate_per_s: [0.1, 100] },
    alsoBroken: {
      'merges-by-min': ['nothing-lost', 'converges'],
      'volatile-counter': ['converges'],
      'last-arrival-wins': ['clock-order', 'converges'],
      'tells-once': ['nothing-lost'],
    },
  })

  it('takes the same steps on every engine', () => {
    expect(runWith(scenario, 1).traceHash).toBe('0d4198f841a04a05')
    expect(runWith(scenario, 2).traceHash).toBe('c69c0595db3684b5')
    expect(runWith(scenario, Number.MAX_SAFE_INTEGER).traceHash).toBe('fdd81f4306967dfe')
  })

  it('finds no conflict where one client waits for each answer', () => {
    const settings = ['clients=1', 'rate_per_s=2', 'read_share=0.2']
    const { metrics } = runWith(scenario, 1, settings, { faults: [] })
    expect(metrics['writes_in_conflict']).toBe(0)
    expect(metrics['lamport_lost']).toBe(0)
    expect(metrics['operations_ok']).toBeGreaterThan(5)
  })

  it('finds more conflicts the more often clients write without having read', () => {
    const conflicts = (share: number) => {
      const runs = Array.from({ length: 20 }, (_, seed) =>
        runWith(scenario, seed + 1, [`read_share=${share}`, 'keys=1', 'rate_per_s=10'], { faults: [] }),
      )
      const writes = runs.reduce((sum, { metrics }) => sum + (metrics['writes_in_conflict'] ?? 0), 0)
      const lost = runs.reduce((sum, { metrics }) => sum + (metrics['lamport_lost'] ?? 0), 0)
      expect(lost).toBeLessThan(writes)
      expect(lost).toBeGreaterThan(0)
      return writes
    }
    expect(conflicts(0.1)).toBeGreaterThan(1.5 * conflicts(0.8))
  })
})
