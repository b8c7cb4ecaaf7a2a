import { describe, expect, it } from 'vitest'
import { scenario } from '../../../src/simulation/scenarios/rate-limiters/scenario.ts'
import { itKeepsTheContract, runWith } from '../helpers/scenario-contract.ts'

const metricsOf = (settings: string[], seed = 1) => {
  const { metrics } = runWith(scenario, seed, settings)
  return (id: string) => metrics[id] ?? Number.NaN
}

describe('the rate-limiters simulation', () => {
  itKeepsTheContract(scenario, {
    hashes: { 1: '8dc9e3b696fbf06c', 2: 'fee33b3f198f585a', [Number.MAX_SAFE_INTEGER]: 'a1dcd67d6aa74c20' },
    ranges: {
      duration_ms: [1000, 2000],
      clients: [1, 20],
      rate_per_s: [0, 200],
      burst_every_ms: [300, 600_000],
    },
  })

  it('shows the envelope of each limiter, on every one of 20 seeds', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const metric = metricsOf([], seed)
      expect(metric('log.worst_window')).toBe(20)
      expect(metric('fixed.worst_window')).toBeGreaterThan(30)
      expect(metric('fixed.worst_window')).toBeLessThanOrEqual(40)
      expect(metric('counter.worst_window')).toBeLessThan(metric('fixed.worst_window'))
      expect(metric('worst_window')).toBeLessThanOrEqual(10 + 20)
      expect(metric('leaky.worst_window')).toBeLessThanOrEqual(1 + 20)
      expect(metric('log.memory')).toBeGreaterThan(3 * metric('fixed.memory'))
    }
  })

  it('lets all pass who keep below the limit', () => {
    const metric = metricsOf(['burst_size=0', 'rate_per_s=2', 'limit=60', 'bucket=60'])
    for (const prefix of ['', 'leaky.', 'fixed.', 'log.', 'counter.']) {
      expect(metric(`${prefix}passed`)).toBe(1)
      expect(metric(`${prefix}worst_window`)).toBeLessThan(15)
    }
  })

  it('lets a client that always asks have exactly its rate in the long run', () => {
    const settings = ['clients=1', 'burst_size=0', 'rate_per_s=400', 'duration_ms=1min']
    const { metrics, operations } = runWith(scenario, 3, settings)
    for (const prefix of ['', 'leaky.', 'fixed.', 'log.']) {
      const count = (metrics[`${prefix}passed`] ?? 0) * operations
      expect(count, prefix).toBeGreaterThan(60 * 20 * 0.97)
      expect(count, prefix).toBeLessThanOrEqual(60 * 20 + 20)
    }
  })

  it('makes nobody wait but in the leaky bucket, and there no longer than its queue is', () => {
    const metric = metricsOf([])
    for (const prefix of ['', 'fixed.', 'log.', 'counter.']) expect(metric(`${prefix}p99_wait`)).toBe(0)
    expect(metric('leaky.p99_wait')).toBeGreaterThan(400)
    expect(metric('leaky.p99_wait')).toBeLessThanOrEqual(10 * 50 + 1)
  })

  it('spreads a wave of load over the clients', () => {
    const faults = [{ kind: 'load', atUs: 0, durationUs: 1e6, count: 1000 }] as const
    const { metrics } = runWith(scenario, 1, ['burst_size=0', 'rate_per_s=0', 'duration_ms=1s'], { faults })
    expect(metrics['log.passed']).toBe((10 * 20) / 1000)
  })
})
