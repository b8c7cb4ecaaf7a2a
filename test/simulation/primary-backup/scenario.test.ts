import { describe, expect, it } from 'vitest'
import { scenario } from '../../../src/simulation/scenarios/primary-backup/scenario.ts'
import { itHoldsAndNotices } from '../helpers/protocol-contract.ts'
import { runWith } from '../helpers/scenario-contract.ts'

const lost = ['on-both-copies', 'acknowledged-survives', 'linearizable']

describe('the primary-backup simulation', () => {
  it('takes the same steps on every engine', () => {
    const hashes = [1, 2, 3].map((seed) => runWith(scenario, seed).traceHash)
    expect(hashes).toEqual(['05e80164e701bb08', 'fd4feac2e72fd742', '4d1961c6b48780f0'])
  })

  itHoldsAndNotices(scenario, {
    seeds: 100,
    randomSettings: 100,
    ranges: {
      duration_ms: [100, 10_000],
      rate_per_s: [0.1, 50],
      servers: [1, 6],
      clients: [1, 4],
      ping_ms: [10, 500],
      resend_ms: [10, 1000],
      retry_ms: [20, 1000],
    },
    alsoBroken: {
      'acknowledges-before-backup': lost,
      'promotes-unready-backup': lost,
      'serves-alone': lost,
      'accepts-old-view': [...lost, 'copies-agree'],
      'transfer-misses-updates': lost,
      'stores-twice': [...lost, 'recovers'],
      'acknowledges-before-sync': [...lost, 'recovers'],
    },
  })

  it('promotes the backup when the primary crashes, and loses nothing', () => {
    const crash = {
      kind: 'crash',
      node: 0,
      disk: 'unsynced-lost',
      atUs: 3_000_000,
      durationUs: 3_000_000,
    } as const
    const { metrics, violations, trace } = runWith(scenario, 1, [], { faults: [crash], tracing: true })
    expect(violations).toEqual([])
    expect(metrics['failovers']).toBe(1)
    expect(metrics['operations_failed']).toBe(0)
    expect(trace?.notes.some(({ text }) => text.startsWith('becomes primary in view'))).toBe(true)
  })

  it('waits for a primary whose backup has not got the state', () => {
    const down = (node: number, atUs: number, durationUs: number) =>
      ({ kind: 'crash', node, disk: 'kept', atUs, durationUs }) as const
    const faults = [down(1, 1, 2_000_000), down(2, 1, 2_000_000), down(0, 2_080_000, 3_000_000)]
    const { metrics, violations } = runWith(scenario, 1, [], { faults })
    expect(violations).toEqual([])
    expect(metrics['failovers']).toBe(0)
    expect(metrics['operations_unknown']).toBeGreaterThan(20)
  })

  it('executes a write once, however often the network doubles it', () => {
    const faults = [{ kind: 'link', duplicate: 0.9, atUs: 1, durationUs: 7_000_000 }] as const
    const { metrics, violations, operations } = runWith(scenario, 1, ['read_share=0'], { faults })
    expect(violations).toEqual([])
    expect(metrics['asked_again']).toBeGreaterThan(50)
    expect(metrics['log_length']).toBeLessThanOrEqual(operations)
  })
})
