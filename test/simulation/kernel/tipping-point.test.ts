import { describe, expect, it } from 'vitest'
import { RandomStream } from '../../../src/lib/prng.ts'
import { tippingPoint } from '../../../src/simulation/kernel/tipping-point.ts'

const SEEDS = 20
const noise = new RandomStream(1, 'noise')

/** A metric that is `means[i]` at value i, plus what the seed adds to all, plus noise of its own. */
function columns(means: readonly number[], own: number): Float64Array[] {
  return means.map((mean, cell) =>
    Float64Array.from({ length: SEEDS }, (_, seed) => {
      const shared = noise.normal(seed) * 50
      return mean + shared + own * noise.normal(1000 + cell * SEEDS + seed)
    }),
  )
}

const at = (means: readonly number[], own = 1, values = means.map((_, index) => index)) =>
  tippingPoint(values, columns(means, own))

describe('the tipping point', () => {
  it('is the step that is certainly more than twice as steep as the others', () => {
    expect(at([100, 101, 102, 150, 152])?.index).toBe(2)
    expect(at([200, 150, 101, 50, 49])?.index).toBeUndefined()
    expect(at([200, 198, 120, 119])?.index).toBe(1)
  })

  it('is found through what the seeds differ by, which is the same at every value', () => {
    const step = at([100, 100, 130, 130])
    expect(step?.index).toBe(1)
    expect(step?.change.mean).toBeGreaterThan(29)
    expect(step?.change.mean).toBeLessThan(31)
    expect((step?.change.high ?? 0) - (step?.change.low ?? 0)).toBeLessThan(3)
  })

  it('is none where all changes evenly, where nothing is certain, and where it does not matter', () => {
    expect(at([100, 120, 140, 160])).toBeUndefined()
    expect(at([100, 100, 120, 120], 60)).toBeUndefined()
    expect(at([1000, 1000, 1020, 1020], 0.1)).toBeUndefined()
    expect(at([100, 100, 100])).toBeUndefined()
    expect(at([100, 200])).toBeUndefined()
  })

  it('counts the change for each unit of the parameter, not for each step', () => {
    expect(at([100, 110, 120, 220], 1, [0, 1, 2, 12])).toBeUndefined()
    expect(at([100, 110, 120, 220], 1, [0, 1, 2, 3])?.index).toBe(2)
  })

  it('is none where a run has no value', () => {
    const gaps = columns([100, 100, 200], 1)
    gaps[1]?.fill(Number.NaN)
    expect(tippingPoint([0, 1, 2], gaps)).toBeUndefined()
  })
})
