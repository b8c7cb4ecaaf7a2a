import { describe, expect, it } from 'vitest'
import { interval95 } from '../../../src/lib/statistics.ts'
import { scenario } from '../../../src/simulation/scenarios/retry-storm/scenario.ts'
import { itKeepsTheContract, runWith } from '../helpers/scenario-contract.ts'

const metricsOf = (settings: string[], seed = 1) => {
  const { metrics } = runWith(scenario, seed, settings)
  return (id: string) => metrics[id] ?? Number.NaN
}
const stuckOf = (settings: string[], seed = 1) => {
  const metric = metricsOf(settings, seed)
  return ['stuck', 'none.stuck', 'fixed.stuck', 'jitter.stuck'].map(metric)
}
const CALM = ['outage_ms=0', 'error_rate=0', 'timeout_ms=1min']

/** Mean stay in M/M/c in terms of the mean work: 1 + Erlang C / (c (1 - load)). */
function meanStay(load: number, servers: number): number {
  const offered = load * servers
  let term = 1
  let sum = 0
  for (let k = 0; k < servers; k += 1) {
    sum += term
    term = (term * offered) / (k + 1)
  }
  const waits = term / (1 - load)
  return 1 + waits / (sum + waits) / (servers * (1 - load))
}

describe('the retry-storm simulation', () => {
  itKeepsTheContract(scenario, {
    hashes: { 1: '27299ef7ab621e3a', 2: '0ff396b6d016e8ea', [Number.MAX_SAFE_INTEGER]: '0522b1a240e68c1a' },
    ranges: {
      duration_ms: [1000, 3000],
      trigger_start_ms: [0, 3000],
      outage_ms: [0, 3000],
      rate_per_s: [1, 700],
      spike_per_s: [0, 700],
    },
  })

  it.each([
    [160, 10],
    [14, 1],
  ])('without a trigger is M/M/c, whose mean stay is known (%d/s, %d workers)', (rate, workers) => {
    const settings = [...CALM, `rate_per_s=${rate}`, `workers=${workers}`, 'duration_ms=2min']
    const means = Array.from({ length: 10 }, (_, n) => metricsOf(settings, n + 1)('none.mean'))
    const { low, high } = interval95(means)
    const expected = 50 * meanStay((rate * 0.05) / workers, workers)
    expect(low).toBeLessThan(expected)
    expect(high).toBeGreaterThan(expected)
    expect((high - low) / expected).toBeLessThan(0.2)
  })

  it('stays down after the trigger where retries have no budget, on every one of 30 seeds', () => {
    for (let seed = 1; seed <= 30; seed += 1) {
      const metric = metricsOf([], seed)
      expect(stuckOf([], seed)).toEqual([0, 0, 1, 1])
      expect(metric('fixed.load_end')).toBeGreaterThan(2)
      expect(metric('fixed.goodput_end')).toBeLessThan(10)
      expect(metric('goodput_end')).toBeGreaterThan(125)
      expect(metric('recovery_ms')).toBeLessThan(9000)
    }
  })

  it('shows what retries are for: before the trigger they hide errors', () => {
    const metric = metricsOf([])
    expect(metric('none.success_calm')).toBeLessThan(0.99)
    expect(metric('success_calm')).toBeGreaterThan(0.995)
    expect(metric('jitter.success_calm')).toBeGreaterThan(0.995)
  })

  it('recovers from a trigger that is too small to fill the queue beyond the timeout', () => {
    expect(stuckOf(['outage_ms=150ms'])).toEqual([0, 0, 0, 0])
  })

  it('recovers where the load is stable even with every retry: 40/s, four times, is less than 200/s', () => {
    expect(stuckOf(['rate_per_s=40', 'outage_ms=1s', 'error_rate=0'])).toEqual([0, 0, 0, 0])
  })

  it('recovers when the queue is shorter than the timeout', () => {
    expect(stuckOf(['queue_limit=20'])).toEqual([0, 0, 0, 0])
  })

  it('is brought down by a spike of requests as by an outage', () => {
    expect(stuckOf(['outage_ms=0', 'spike_ms=1s', 'spike_per_s=400'])).toEqual([0, 0, 1, 1])
  })

  it('with a budget sends at most the share of it and its savings more', () => {
    for (const ratio of [0, 0.1, 0.5]) {
      const { metrics, operations } = runWith(scenario, 2, [`budget_ratio=${ratio}`, 'budget_burst=50'])
      const most = 1 + ratio + 50 / operations
      expect(metrics['amplification']).toBeLessThanOrEqual(most)
      expect(metrics['amplification']).toBeGreaterThan(1)
    }
  })

  it('with no retries allowed is the same four times', () => {
    const metric = metricsOf(['retries=0'])
    for (const id of ['success_rate', 'amplification', 'wasted', 'p99']) {
      for (const prefix of ['fixed.', 'jitter.', 'none.']) expect(metric(prefix + id)).toBe(metric(id))
    }
  })

  it('obeys faults that it is given', () => {
    const faults = [{ kind: 'pause', node: 0, atUs: 10e6, durationUs: 1e6 }] as const
    const { spans, captions } = runWith(scenario, 1, [], { faults })
    expect(spans).toEqual([{ fromUs: 10e6, toUs: 11e6, text: 'trigger' }])
    expect(captions[0]).toEqual({ atUs: 10e6, text: 'the server starts no more work', variant: '' })
  })
})
