import { describe, expect, it } from 'vitest'
import { interval95 } from '../../../src/lib/statistics.ts'
import { Zipf } from '../../../src/simulation/kernel/zipf.ts'
import { scenario } from '../../../src/simulation/scenarios/cache-stampede/scenario.ts'
import { itKeepsTheContract, runWith } from '../helpers/scenario-contract.ts'

const metricsOf = (settings: string[], seed = 1) => {
  const { metrics } = runWith(scenario, seed, settings)
  return (id: string) => metrics[id] ?? Number.NaN
}
const NO_FLUSH = 'flush_at_ms=10min'

describe('the cache-stampede simulation', () => {
  itKeepsTheContract(scenario, {
    hashes: { 1: 'f978ad309fbef687', 2: '8baab1e5070886bf', [Number.MAX_SAFE_INTEGER]: 'b939da469f7594f6' },
    ranges: {
      duration_ms: [1000, 1500],
      flush_at_ms: [0, 1500],
      rate_per_s: [1, 1000],
      ttl_ms: [1, 5000],
      fetch_ms: [0.01, 200],
      poll_ms: [20, 1000],
    },
  })

  it('hits as often as renewal theory says of Poisson requests: rate times TTL of each 1 more', () => {
    const [rate, ttlS, keys] = [300, 0.2, 50]
    const zipf = new Zipf(keys, 0.9)
    const expected = Array.from({ length: keys }, (_, key) => {
      const mean = zipf.share(key) * rate * ttlS
      return (zipf.share(key) * mean) / (1 + mean)
    }).reduce((sum, share) => sum + share, 0)
    const settings = [
      NO_FLUSH,
      'error_rate=0',
      'fetch_ms=0.01',
      `keys=${keys}`,
      'ttl_ms=200',
      'duration_ms=60s',
    ]
    const rates = Array.from({ length: 10 }, (_, n) =>
      metricsOf([...settings, `rate_per_s=${rate}`], n + 1)('none.hit_rate'),
    )
    const { low, high } = interval95(rates)
    expect(low).toBeLessThan(expected)
    expect(high).toBeGreaterThan(expected)
    expect((high - low) / expected).toBeLessThan(0.02)
  })

  it('shows what each protection is for, on every one of 15 seeds', () => {
    for (let seed = 1; seed <= 15; seed += 1) {
      const metric = metricsOf([], seed)
      for (const prefix of ['', 'lock.', 'early.', 'stale.', 'jitter.']) {
        expect(metric(`${prefix}expiry_peak`), prefix).toBeLessThan(0.8 * metric('none.expiry_peak'))
      }
      // A cold cache has nothing stale to serve, and no expiry to spread.
      expect(metric('jitter.flush_peak')).toBeGreaterThan(1.2 * metric('flush_peak'))
      expect(metric('early.flush_peak')).toBeGreaterThan(1.2 * metric('flush_peak'))
      expect(metric('lock.flush_peak')).toBeLessThan(metric('flush_peak'))
    }
  })

  it('fetches no key twice at once in one process that coalesces, nor under a lock that lasts', () => {
    const metric = metricsOf(['processes=1', 'lock_ms=1min'])
    expect(metric('duplicates')).toBe(0)
    expect(metric('lock.duplicates')).toBe(0)
    expect(metric('none.duplicates')).toBeGreaterThan(0.3)
  })

  it('lets others fetch when a lock lapses before the fetch is done', () => {
    expect(metricsOf(['lock_ms=20'])('lock.duplicates')).toBeGreaterThan(0.1)
  })

  it('serves nothing stale but where it may, and then no longer than the grace', () => {
    const metric = metricsOf(['grace_ms=300'])
    for (const prefix of ['', 'none.', 'lock.', 'early.', 'jitter.'])
      expect(metric(`${prefix}stale_ms`)).toBe(0)
    expect(metric('stale.stale_ms')).toBeGreaterThan(200)
    expect(metric('stale.stale_ms')).toBeLessThan(300)
  })

  it.each([
    ['grace_ms=0', 'stale.', ''],
    ['ttl_jitter=0', 'jitter.', 'none.'],
    ['early_beta=0', 'early.', 'none.'],
  ])('with %s makes %s the same as %s', (setting, one, other) => {
    const metric = metricsOf([setting])
    for (const id of ['hit_rate', 'fetches', 'expiry_peak', 'p99', 'failed']) {
      expect(metric(one + id), id).toBe(metric(other + id))
    }
  })

  it('does not recover when the origin cannot keep up with the duplicates', () => {
    const metric = metricsOf(['fetch_ms=100', 'keys=200', NO_FLUSH])
    expect(metric('none.p99')).toBeGreaterThan(5000)
    expect(metric('lock.p99')).toBeLessThan(1000)
  })

  it('fails exactly those who wait for a fetch that fails', () => {
    const metric = metricsOf(['error_rate=0'])
    for (const prefix of ['', 'none.', 'lock.', 'stale.']) expect(metric(`${prefix}failed`)).toBe(0)
    const broken = metricsOf(['error_rate=1'])
    expect(broken('none.failed')).toBeCloseTo(1 - broken('none.hit_rate'), 12)
  })
})
