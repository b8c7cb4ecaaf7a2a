import { describe, expect, it } from 'vitest'
import type { Fault } from '../../../src/simulation/kernel/fault.ts'
import { scenario } from '../../../src/simulation/scenarios/crdt/scenario.ts'
import { itHoldsAndNotices } from '../helpers/protocol-contract.ts'
import { runWith } from '../helpers/scenario-contract.ts'

describe('the crdt simulation', () => {
  itHoldsAndNotices(scenario, {
    seeds: 200,
    randomSettings: 120,
    ranges: { duration_ms: [1000, 12_000] },
    alsoBroken: {
      'merges-by-sum': ['converges'],
      'tags-not-unique': ['same-updates-same-state'],
      'removes-unseen': ['same-updates-same-state'],
      'tie-by-arrival': ['same-updates-same-state'],
      // A clock that shows the same time twice stamps two writes of one replica alike.
      'bare-clock': ['same-updates-same-state', 'merge-laws'],
    },
  })

  it('takes the same steps on every engine', () => {
    expect(runWith(scenario, 1).traceHash).toBe('35d9002c0495310a')
    expect(runWith(scenario, 2).traceHash).toBe('e307fb3581f45a9b')
    expect(runWith(scenario, Number.MAX_SAFE_INTEGER).traceHash).toBe('10ba1fc37e4af9aa')
  })

  it('goes on taking every update while the replicas cannot reach each other', () => {
    const faults: Fault[] = [0, 1, 2, 3].map((node) => ({
      kind: 'partition',
      side: [node],
      atUs: 1,
      durationUs: 7_000_000,
    }))
    const { metrics, violations } = runWith(scenario, 1, [], { faults })
    expect(violations).toEqual([])
    expect(metrics['availability']).toBe(1)
    // Each replica sends to one after the other, so that a round brings everything everywhere.
    expect(metrics['converged_ms']).toBeLessThan(4 * 200 + 20)
  })

  it('loses writes to the register only where they are concurrent', () => {
    const lost = (gossip: number) => {
      const runs = Array.from({ length: 20 }, (_, seed) =>
        runWith(scenario, seed + 1, [`gossip_ms=${gossip}`], { faults: [] }),
      )
      return runs.reduce((sum, { metrics }) => sum + (metrics['writes_overridden'] ?? 0), 0)
    }
    expect(runWith(scenario, 1, ['replicas=1']).metrics['writes_overridden']).toBe(0)
    expect(lost(20)).toBeLessThan(lost(1000) / 2)
  })
})
