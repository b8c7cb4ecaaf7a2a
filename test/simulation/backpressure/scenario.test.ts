import { describe, expect, it } from 'vitest'
import { interval95 } from '../../../src/lib/statistics.ts'
import { scenario } from '../../../src/simulation/scenarios/backpressure/scenario.ts'
import { itKeepsTheContract, runWith } from '../helpers/scenario-contract.ts'

const metricsOf = (settings: string[], seed = 1) => {
  const { metrics } = runWith(scenario, seed, settings)
  return (id: string) => metrics[id] ?? Number.NaN
}
const CALM = ['surge_ms=0', 'stall_ms=0']

/** Share of the arrivals that find M/M/1/K full. */
function lossOf(load: number, places: number): number {
  let sum = 0
  let term = 1
  for (let k = 0; k <= places; k += 1) {
    sum += term
    term *= load
  }
  return term / load / sum
}

describe('the backpressure simulation', () => {
  itKeepsTheContract(scenario, {
    hashes: { 1: '2723a3e733370887', 2: '15da5a91df3c2589', [Number.MAX_SAFE_INTEGER]: '799706fe0b6b1b05' },
    ranges: {
      duration_ms: [1000, 2000],
      surge_start_ms: [0, 2000],
      stall_start_ms: [0, 2000],
      rate_per_s: [1, 1000],
      surge_per_s: [1, 1000],
    },
  })

  it.each([
    [90, 4],
    [150, 2],
  ])('of one stage loses as M/M/1/K does, whichever end is dropped (%d/s, buffer %d)', (rate, buffer) => {
    const settings = [...CALM, 'stages=1', `rate_per_s=${rate}`, `buffer=${buffer}`, 'duration_ms=2min']
    for (const id of ['newest.dropped', 'oldest.dropped']) {
      const shares = Array.from({ length: 8 }, (_, n) => metricsOf(settings, n + 1)(id))
      const { low, high } = interval95(shares)
      const expected = lossOf((rate * 10) / 1000, buffer + 1)
      expect(low, id).toBeLessThan(expected)
      expect(high, id).toBeGreaterThan(expected)
      expect((high - low) / expected, id).toBeLessThan(0.2)
    }
  })

  it('shows what each strategy gives up, on every one of 20 seeds', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const metric = metricsOf([], seed)
      for (const prefix of ['', 'credit.', 'newest.', 'oldest.']) {
        expect(metric(`${prefix}buffered_peak`)).toBeLessThanOrEqual(60)
        expect(metric(`${prefix}p99`)).toBeLessThan(metric('unbounded.p99') / 2)
      }
      expect(metric('unbounded.buffered_peak')).toBeGreaterThan(200)
      for (const prefix of ['', 'credit.', 'unbounded.']) expect(metric(`${prefix}dropped`)).toBe(0)
      for (const prefix of ['newest.', 'oldest.', 'unbounded.']) expect(metric(`${prefix}held_up`)).toBe(0)
      expect(metric('held_up')).toBeGreaterThan(0.05)
      expect(metric('oldest.dropped')).toBeGreaterThan(0.1)
      expect(metric('oldest.p99')).toBeLessThan(metric('newest.p99'))
    }
  })

  it('is one run five times when no buffer is ever full', () => {
    const metric = metricsOf([...CALM, 'buffer=10000', 'credit_batch=1', 'credit_delay_ms=0'])
    for (const id of ['delivered', 'p50', 'p99', 'buffered_peak', 'dropped', 'held_up']) {
      for (const prefix of ['credit.', 'newest.', 'oldest.', 'unbounded.']) {
        expect(metric(prefix + id), prefix + id).toBe(metric(id))
      }
    }
  })

  it('with credits delivers at most a window of them for each round trip', () => {
    const slow = [...CALM, 'stages=1', 'rate_per_s=500', 'slow_ms=1', 'buffer=5', 'credit_batch=1']
    const near = metricsOf([...slow, 'credit_delay_ms=1'])('credit.delivered')
    const far = metricsOf([...slow, 'credit_delay_ms=100'])('credit.delivered')
    expect(near).toBeGreaterThan(450)
    expect(far).toBeLessThanOrEqual(5 / 0.1)
    expect(far).toBeGreaterThan((0.8 * 5) / 0.1)
  })

  it('wastes no work when items are dropped before the first stage', () => {
    const metric = metricsOf(['stages=1'])
    expect(metric('newest.dropped')).toBeGreaterThan(0.1)
    expect(metric('newest.wasted')).toBe(0)
  })

  it('holds all who come while a stage stands still', () => {
    const faults = [{ kind: 'pause', node: 1, atUs: 1e6, durationUs: 3e6 }] as const
    const { captions, metrics, spans } = runWith(scenario, 1, ['surge_ms=0', 'duration_ms=5s'], { faults })
    const block = captions.filter(({ variant }) => variant === '').map(({ text }) => text)
    expect(block).toEqual([
      'stage 1 stands still',
      'the producer is held up: the pressure has come back to it',
      'stage 1 works again',
    ])
    expect(metrics['dropped']).toBe(0)
    expect(spans).toEqual([{ fromUs: 1e6, toUs: 4e6, text: 'stall' }])
  })
})
