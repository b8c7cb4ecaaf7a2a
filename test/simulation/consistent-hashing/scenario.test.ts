import { describe, expect, it } from 'vitest'
import {
  BoundedLoads,
  capacityOf,
} from '../../../src/simulation/scenarios/consistent-hashing/bounded-loads.ts'
import { jumpBucket } from '../../../src/simulation/scenarios/consistent-hashing/jump.ts'
import { Ring, Rings } from '../../../src/simulation/scenarios/consistent-hashing/ring.ts'
import { loadsOf, unlikelyShare } from '../../../src/simulation/scenarios/consistent-hashing/ring-metrics.ts'
import { scenario } from '../../../src/simulation/scenarios/consistent-hashing/scenario.ts'
import { itHoldsAndNotices } from '../helpers/protocol-contract.ts'
import { runWith } from '../helpers/scenario-contract.ts'

describe('the consistent-hashing simulation', () => {
  itHoldsAndNotices(scenario, {
    seeds: 60,
    randomSettings: 60,
    ranges: {
      servers: [1, 12],
      keys: [1, 400],
      rate_per_s: [0.1, 100],
      changes: [0, 6],
      duration_ms: [2000, 20_000],
    },
    alsoBroken: {
      modulo: ['settles'],
      'jump-draws-anew': ['settles'],
      'forgets-a-range': ['settles'],
      'wrong-neighbour': ['no-key-lost', 'settles'],
      'virtual-nodes-alike': ['settles'],
      'deletes-before-acknowledgement': ['minimal-movement', 'settles'],
      'acknowledges-before-sync': ['settles'],
    },
  })

  it('takes the same steps on every engine', () => {
    expect(runWith(scenario, 1).traceHash).toBe('7f4dbdece0be12f6')
    expect(runWith(scenario, 2).traceHash).toBe('cbb419ead28bee3a')
    expect(runWith(scenario, Number.MAX_SAFE_INTEGER).traceHash).toBe('4825e279e668e175')
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

  it('keeps jump hash as even as chance allows and bounded loads below their bound', () => {
    const { metrics } = runWith(scenario, 1, ['keys=2000', 'load_bound=1.05'], { faults: [] })
    expect(metrics['peak_to_mean']).toBeGreaterThan(1.1)
    expect(metrics['jump.peak_to_mean']).toBeLessThan(1.1)
    expect(metrics['bounded.peak_to_mean']).toBeLessThanOrEqual(1.05)
    expect(metrics['bounded.moved_share']).toBeGreaterThan(metrics['moved_share'] ?? 0)
    expect(metrics['bounded.moved_share']).toBeLessThan(0.3)
  })
})

describe('jump hash', () => {
  const KEYS = 2000
  const bucketsOf = (buckets: number) => Array.from({ length: KEYS }, (_, key) => jumpBucket(key, buckets))

  it('moves a key only to the bucket that is new, and as many keys as must move', () => {
    for (let buckets = 1; buckets < 40; buckets += 1) {
      const [before, after] = [bucketsOf(buckets), bucketsOf(buckets + 1)]
      const moved = after.filter((bucket, key) => bucket !== before[key])
      expect(new Set(moved)).toEqual(new Set([buckets]))
      // Six deviations of a binomial number.
      const share = 1 / (buckets + 1)
      expect(Math.abs(moved.length - KEYS * share)).toBeLessThan(6 * Math.sqrt(KEYS * share * (1 - share)))
    }
  })

  it('uses every bucket', () => {
    for (const buckets of [1, 2, 7, 30]) expect(new Set(bucketsOf(buckets)).size).toBe(buckets)
  })
})

describe('bounded loads', () => {
  const placing = { algorithm: 'bounded', virtualNodes: 16, keys: 500, loadBound: 1.1 } as const
  const members = (count: number) => Array.from({ length: count }, (_, server) => server)

  it('gives no server more than the mean times the bound, rounded up', () => {
    for (const loadBound of [1, 1.02, 1.1, 1.25, 3]) {
      for (let count = 1; count <= 20; count += 1) {
        const bounded = new BoundedLoads({ ...placing, loadBound })
        const loads = [...loadsOf(members(count), placing.keys, bounded).values()]
        const most = capacityOf({ ...placing, loadBound }, count)
        expect(Math.max(...loads), `${loadBound} with ${count} servers`).toBeLessThanOrEqual(most)
      }
    }
    expect(capacityOf({ ...placing, keys: 200 }, 4)).toBe(55)
  })

  it('is the ring where the bound is too wide to matter', () => {
    const [bounded, rings] = [
      new BoundedLoads({ ...placing, loadBound: 10 }),
      new Rings(placing.virtualNodes),
    ]
    for (let key = 0; key < placing.keys; key += 1) {
      expect(bounded.owner(members(5), key)).toBe(rings.owner(members(5), key))
    }
  })
})
