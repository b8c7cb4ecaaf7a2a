import { describe, expect, it } from 'vitest'
import { scenario } from '../../../src/simulation/scenarios/quorum/scenario.ts'
import { itHoldsAndNotices } from '../helpers/protocol-contract.ts'
import { runWith, weakSeeds } from '../helpers/scenario-contract.ts'

function mean(settings: readonly string[], metric: string, seeds = 40): number {
  let sum = 0
  for (let seed = 1; seed <= seeds; seed += 1) {
    const { metrics, violations } = runWith(scenario, seed, settings)
    expect(violations, `seed ${seed}: ${settings.join(' ')}`).toEqual([])
    sum += metrics[metric] ?? 0
  }
  return sum / seeds
}

const crash = (node: number) =>
  ({ kind: 'crash', node, disk: 'kept', atUs: 1, durationUs: 5_000_000 }) as const

describe('the quorum simulation', () => {
  it('takes the same steps on every engine', () => {
    const hashes = [1, 2, 3].map((seed) => runWith(scenario, seed).traceHash)
    expect(hashes).toEqual(['f9130d8f5f014704', '03618d3b941a6e67', '80d0fc30ffd231b0'])
  })

  it('comes across all its goals in nearly every run, the first among them', () => {
    expect(weakSeeds(scenario, 60)).toEqual([])
  })

  itHoldsAndNotices(scenario, {
    seeds: 150,
    randomSettings: 100,
    ranges: {
      duration_ms: [100, 8000],
      rate_per_s: [0.1, 60],
      nodes: [1, 9],
      handoff_ms: [20, 5000],
      anti_entropy_ms: [20, 2000],
    },
    alsoBroken: {
      'acknowledges-after-one': ['reads-latest'],
      'repairs-with-older': ['durable', 'reads-latest', 'hints-delivered'],
      'acknowledges-before-sync': ['reads-latest'],
    },
  })

  it('shows no stale read when R + W > N, some when not, more with a sloppy quorum', () => {
    const strict = mean([], 'stale_reads')
    const weak = mean(['r=1', 'w=1'], 'stale_reads')
    const sloppy = mean(['r=1', 'w=1', 'sloppy=1'], 'stale_reads')
    expect(strict).toBe(0)
    expect(weak).toBeGreaterThan(0.03)
    expect(sloppy).toBeGreaterThan(weak)
  })

  it('pays for that with answers', () => {
    expect(mean(['sloppy=1'], 'availability')).toBeGreaterThan(mean([], 'availability'))
  })

  it('is atomic when reads repair before they answer', () => {
    expect(mean(['read_repair=2', 'keys=1', 'rate_per_s=60'], 'inversions', 30)).toBe(0)
  })

  it('answers with one of three replicas down, and not with two', () => {
    const settings = ['nodes=3', 'keys=1', 'duration_ms=10s']
    const oneDown = runWith(scenario, 1, settings, { faults: [crash(1)] }).metrics
    const twoDown = runWith(scenario, 1, settings, { faults: [crash(1), crash(2)] }).metrics
    expect(oneDown['operations_unknown']).toBe(0)
    expect(oneDown['availability']).toBeGreaterThan(0.75)
    expect(twoDown['availability']).toBeLessThan(0.65)
  })

  it('keeps hints for a replica that is down and delivers them when it is back', () => {
    const { metrics, coverage } = runWith(scenario, 1, [], { faults: [crash(0)] })
    expect(metrics['hints_stored']).toBeGreaterThan(5)
    expect(coverage['hint-delivered']).toBeGreaterThan(0)
    expect(metrics['hints_pending']).toBe(0)
  })
})
