import { describe, expect, it } from 'vitest'
import { RandomStream } from '../../../src/lib/prng.ts'
import { BatchMeans } from '../../../src/simulation/kernel/batch-means.ts'

/** A series in which each value keeps a share of the one before it, with mean 0 and variance 1. */
function correlated(seed: number, keeps: number): () => number {
  const stream = new RandomStream(seed, 'series')
  let value = stream.normal(0)
  let n = 0
  return () => {
    n += 1
    value = keeps * value + Math.sqrt(1 - keeps * keeps) * stream.normal(n)
    return value
  }
}

describe('batch means', () => {
  it('hold the true mean in about 95 of 100 intervals, also of values that depend on each other', () => {
    let held = 0
    for (let seed = 1; seed <= 400; seed += 1) {
      const batches = new BatchMeans()
      const next = correlated(seed, 0.9)
      for (let n = 0; n < 8000; n += 1) batches.record(next())
      const { low, high } = batches.interval()
      if (low <= 0 && high >= 0) held += 1
    }
    expect(held / 400).toBeGreaterThan(0.91)
    expect(held / 400).toBeLessThan(0.98)
  })

  it('average what was recorded since the last restart, up to the last full batch', () => {
    const batches = new BatchMeans()
    for (let n = 0; n < 1000; n += 1) batches.record(1e6)
    batches.restart()
    expect(batches.interval().mean).toBeNaN()
    for (let n = 1; n <= 30; n += 1) batches.record(n)
    expect(batches.interval().mean).toBe(15.5)
    for (let n = 31; n <= 128; n += 1) batches.record(n)
    expect(batches.interval().mean).toBe(64.5)
  })
})
