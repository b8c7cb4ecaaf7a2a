import { describe, expect, it } from 'vitest'
import { RandomStream } from '../../../src/lib/prng.ts'
import { EventLog } from '../../../src/simulation/kernel/event-log.ts'
import { Histogram } from '../../../src/simulation/kernel/histogram.ts'
import { Population } from '../../../src/simulation/kernel/population.ts'

describe('the histogram', () => {
  it('is exact below 512 and within 0.2 % above, over all magnitudes', () => {
    const stream = new RandomStream(1, 'histogram')
    for (const scale of [300, 5000, 1e6, 1e9, 1e12]) {
      const values = Array.from({ length: 4999 }, (_, n) => Math.floor(stream.uniform(n) * scale))
      const histogram = new Histogram()
      for (const value of values) histogram.record(value)
      values.sort((a, b) => a - b)
      for (const q of [0.0001, 0.1, 0.5, 0.95, 0.99, 1]) {
        const exact = values[Math.ceil(q * values.length) - 1] ?? Number.NaN
        const allowed = exact < 512 ? 0 : exact * 0.002
        expect(Math.abs(histogram.quantile(q) - exact), `${q} of ${scale}`).toBeLessThanOrEqual(allowed)
      }
      expect(histogram.mean()).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / 4999, 3)
    }
  })

  it('never says more than the largest value', () => {
    const histogram = new Histogram()
    histogram.record(2_000_000)
    expect(histogram.quantile(0.99)).toBe(2_000_000)
  })

  it('has no quantile when empty', () => {
    expect(new Histogram().quantile(0.5)).toBeNaN()
    expect(new Histogram().mean()).toBeNaN()
  })
})

describe('the population', () => {
  it('adds up size times time', () => {
    const population = new Population()
    population.change(10, 1)
    population.change(30, 2)
    population.change(40, -3)
    expect(population.areaAt(100)).toBe(20 * 1 + 10 * 3)
    expect(population.size).toBe(0)
  })
})

describe('the event log', () => {
  it('keeps the latest events, oldest first', () => {
    const log = new EventLog(3)
    expect(log.all()).toEqual([])
    for (let n = 0; n < 5; n += 1) log.add(n * 10, n, -n, n * 2)
    expect(log.all().map(({ atUs, code, a, b }) => [atUs, code, a, b])).toEqual([
      [20, 2, -2, 4],
      [30, 3, -3, 6],
      [40, 4, -4, 8],
    ])
  })
})
