import { describe, expect, it } from 'vitest'
import { RandomStream } from '../../src/lib/prng.ts'
import { interval95, studentT95 } from '../../src/lib/statistics.ts'

describe('statistics', () => {
  it("knows Student's t, from the table and beyond it", () => {
    expect(studentT95(1)).toBeCloseTo(12.7062, 3)
    expect(studentT95(30)).toBeCloseTo(2.042272, 5)
    expect(studentT95(31)).toBeCloseTo(2.039513, 5)
    expect(studentT95(100)).toBeCloseTo(1.983972, 5)
    expect(studentT95(1e9)).toBeCloseTo(1.959964, 5)
  })

  it('gives the interval of a worked example', () => {
    // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, sample deviation sqrt(32/7), t(7) = 2.364624.
    const { mean, low, high } = interval95([2, 4, 4, 4, 5, 5, 7, 9])
    expect(mean).toBe(5)
    expect(high - 5).toBeCloseTo((2.364624 * Math.sqrt(32 / 7)) / Math.sqrt(8), 6)
    expect(5 - low).toBeCloseTo(high - 5, 12)
  })

  it('covers the true mean in about 95 of 100 samples', () => {
    const stream = new RandomStream(3, 'coverage')
    let covered = 0
    for (let sample = 0; sample < 2000; sample += 1) {
      const values = Array.from({ length: 10 }, (_, index) => stream.normal(sample * 10 + index))
      const { low, high } = interval95(values)
      if (low <= 0 && high >= 0) covered += 1
    }
    expect(covered / 2000).toBeGreaterThan(0.935)
    expect(covered / 2000).toBeLessThan(0.965)
  })

  it('has no bounds for a single value', () => {
    expect(interval95([3])).toEqual({ mean: 3, low: Number.NaN, high: Number.NaN })
  })
})
