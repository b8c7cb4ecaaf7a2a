import { describe, expect, it } from 'vitest'
import { exp, ln } from '../../src/lib/portable-math.ts'
import { RandomStream } from '../../src/lib/prng.ts'

const draws = new RandomStream(7, 'portable-math')

/** Units in the last place between two doubles. */
function ulps(a: number, b: number): number {
  const bits = new BigInt64Array(new Float64Array([a, b]).buffer)
  const difference = (bits[0] ?? 0n) - (bits[1] ?? 0n)
  return Number(difference < 0n ? -difference : difference)
}

describe('portable mathematics', () => {
  it('has a logarithm within 1 ulp, over all magnitudes and close to 1', () => {
    let worst = 0
    for (let n = 0; n < 200_000; n += 1) {
      const wide = 2 ** (draws.uniform(n) * 2000 - 1020) * (1 + draws.uniform(n + 1_000_000))
      const near = 0.5 + draws.uniform(n)
      worst = Math.max(worst, ulps(ln(wide), Math.log(wide)), ulps(ln(near), Math.log(near)))
    }
    expect(worst).toBeLessThanOrEqual(1)
  })

  it('has an exponential within 1 ulp, also where the result is subnormal', () => {
    let worst = 0
    for (let n = 0; n < 200_000; n += 1) {
      const x = draws.uniform(n) * 1450 - 742
      const small = (draws.uniform(n) - 0.5) * 2
      worst = Math.max(worst, ulps(exp(x), Math.exp(x)), ulps(exp(small), Math.exp(small)))
    }
    expect(worst).toBeLessThanOrEqual(1)
  })

  it('agrees at the edges of the domain', () => {
    for (const x of [
      0,
      -0,
      1,
      2,
      5e-324,
      2 ** -1022,
      Number.MAX_VALUE,
      Number.POSITIVE_INFINITY,
      -1,
      Number.NaN,
    ]) {
      expect(ln(x)).toBe(Math.log(x))
    }
    for (const x of [0, 1, -1, 1e-10, 709.78, 709.79, -745.13, -745.14, -800, 800, Number.NaN]) {
      expect(Number.isNaN(x) ? 0 : ulps(exp(x), Math.exp(x)), `exp(${x})`).toBeLessThanOrEqual(1)
    }
    expect(exp(Number.NaN)).toBeNaN()
    expect(exp(Number.NEGATIVE_INFINITY)).toBe(0)
    expect(exp(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY)
  })
})
