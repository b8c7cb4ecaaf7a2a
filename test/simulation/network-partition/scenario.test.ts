import { describe, expect, it } from 'vitest'
import { LostWrites } from '../../../src/simulation/scenarios/network-partition/lost-writes.ts'
import { scenario } from '../../../src/simulation/scenarios/network-partition/scenario.ts'
import { itHoldsAndNotices } from '../helpers/protocol-contract.ts'
import { runWith } from '../helpers/scenario-contract.ts'

const partition = { kind: 'partition', side: [0, 1], atUs: 1_000_000, durationUs: 4_000_000 } as const

describe('the simulation of a network partition', () => {
  it('takes the same steps on every engine', () => {
    const hashes = [1, 2, 3].map((seed) => runWith(scenario, seed).traceHash)
    expect(hashes).toEqual(['269f736e766f328f', '842a1d341d35af67', '54b8d4da2720617b'])
  })

  itHoldsAndNotices(scenario, {
    seeds: 150,
    randomSettings: 100,
    ranges: { duration_ms: [100, 8000], rate_per_s: [0.1, 60], gossip_ms: [20, 5000], nodes: [1, 9] },
    alsoBroken: { 'shares-disk-key': ['ap-converges'] },
  })

  it('costs the consistent register answers and the available one writes', () => {
    const { metrics } = runWith(scenario, 1, [], { faults: [partition] })
    expect(metrics['cp_availability_minority']).toBeLessThan(0.2)
    expect(metrics['cp_stale_reads']).toBe(0)
    expect(metrics['cp_lost_writes']).toBe(0)
    expect(metrics['ap_availability']).toBe(1)
    expect(metrics['ap_stale_reads']).toBeGreaterThan(5)
    expect(metrics['ap_lost_writes']).toBeGreaterThan(5)
  })

  it('costs neither of them anything while the network is whole', () => {
    const { metrics } = runWith(scenario, 1, [], { faults: [] })
    expect(metrics).toMatchObject({ cp_availability: 1, cp_lost_writes: 0, ap_availability: 1 })
    expect(metrics['cp_availability_minority']).toBeNaN()
  })

  it('says what both sides lost', () => {
    const result = runWith(scenario, 1, [], { faults: [partition] })
    const told = scenario.tell(result, {})
    expect(told[0]).toContain('0 stale reads and 0 lost writes')
    expect(told[1]).toMatch(/^The AP register answered 100\.0 %/)
  })
})

describe('a lost write', () => {
  const history = () => {
    const writes = new LostWrites()
    writes.made({ value: 1, version: 1, sawValue: -1 }, 0)
    writes.acknowledged(1, 1)
    return writes
  }

  it('is one that the survivor was made without', () => {
    const writes = history()
    writes.made({ value: 2, version: 2, sawValue: -1 }, 5)
    expect(writes.count(2)).toBe(1)
    expect(writes.count(1)).toBe(0)
  })

  it('is not one that the survivor replaced knowingly, nor one that was never acknowledged', () => {
    const writes = history()
    writes.made({ value: 2, version: 2, sawValue: 1 }, 5)
    writes.made({ value: 3, version: 3, sawValue: 2 }, 6)
    expect(writes.count(3)).toBe(0)
  })

  it('is not one that went on at the same time as what replaced it', () => {
    const writes = new LostWrites()
    writes.made({ value: 1, version: 1, sawValue: -1 }, 0)
    writes.acknowledged(1, 9)
    writes.made({ value: 2, version: 2, sawValue: -1 }, 5)
    expect(writes.count(2)).toBe(0)
  })
})
