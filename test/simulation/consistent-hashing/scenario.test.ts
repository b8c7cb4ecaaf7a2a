import { describe, expect, it } from 'vitest'
import { Ring } from '../../../src/simulation/scenarios/consistent-hashing/ring.ts'
import { unlikelyShare } from '../../../src/simulation/scenarios/consistent-hashing/ring-metrics.ts'
import { scenario } from '../../../src/simulation/scenarios/consistent-hashing/scenario.ts'
import { itHoldsAndNotices } from '../helpers/protocol-contract.ts'
import { runWith } from '../helpers/scenario-contract.ts'

describe('the consistent-hashing simulation', () => {
  itHoldsAndNotices(scenario, {
    seeds: 150,
    randomSettings: 100,
    ranges: {
      servers: [1, 12],
      keys: [1, 400],
      rate_per_s: [0.1, 100],
      changes: [0, 6],
      duration_ms: [2000, 20_000],
    },
    alsoBroken: {
      modulo: ['settles'],
      'forgets-a-range': ['settles'],
      'wrong-neighbour': ['no-key-lost', 'settles'],
      'virtual-nodes-alike': ['settles'],
      'deletes-before-acknowledgement': ['minimal-movement', 'settles'],
      'acknowledges-before-sync': ['settles'],
    },
  })

  it('takes the same steps on every engine', () => {
    expect(runWith(scenario, 1).traceHash).toBe('a4aa4efe3b85df57')
    expect(runWith(scenario, 2).traceHash).toBe('6cc9721096c2699e')
    expect(runWith(scenario, Number.MAX_SAFE_INTEGER).traceHash).toBe('c77bd4ba43c3cc33')
  })

  it('moves about as few keys as have to move, and modulo moves most of them', () => {
    const { metrics } = runWith(scenario, 1, ['servers=9', 'changes=6', 'duration_ms=40s'], { faults: [] })
    const moved = metrics['moved_share'] ?? Number.NaN
    expect(moved / (metrics['ideal_share'] ?? Number.NaN)).toBeGreaterThan(0.7)
    expect(moved / (metrics['ideal_share'] ?? Number.NaN)).toBeLessThan(1.4)
    expect(metrics['modulo_moved_share']).toBeGreaterThan(0.8)
  })

  it('shares the keys out more equally with more virtual nodes', () => {
    const peak = (nodes: number) =>
      runWith(scenario, 1, [`virtual_nodes=${nodes}`, 'keys=2000'], { faults: [] }).metrics['peak_to_mean'] ??
      0
    expect(peak(1)).toBeGreaterThan(1.5)
    expect(peak(256)).toBeLessThan(1.2)
  })

  it('serves every request while keys move, as long as nothing fails', () => {
    const { metrics } = runWith(scenario, 1, [], { faults: [] })
    expect(metrics['availability']).toBe(1)
    expect(metrics['availability_moving']).toBe(1)
    expect(metrics['wrong_server_share']).toBeGreaterThan(0)
  })

  it('calls no ring unlikely that its hash really makes', () => {
    for (const virtualNodes of [8, 9, 12, 16, 33, 64, 100, 250]) {
      for (let servers = 1; servers <= 24; servers += 1) {
        for (const first of [0, 1, 5]) {
          const members = Array.from({ length: servers }, (_, at) => first + at)
          const found = unlikelyShare(new Ring(members, virtualNodes), members, virtualNodes)
          expect(found, `${servers} from ${first}, ${virtualNodes} virtual nodes`).toBeUndefined()
        }
      }
    }
  })
})
