import { describe, expect, it } from 'vitest'
import { lnNormalTail, normalTailPoint } from '../../src/lib/normal-tail.ts'
import { ln } from '../../src/lib/portable-math.ts'

/** ln(erfc(z / sqrt(2)) / 2), computed with 40 decimal digits. */
const KNOWN: readonly (readonly [z: number, value: number])[] = [
  [-8, -6.220960574271786e-16],
  [-5, -2.866516129637636e-7],
  [-3, -0.0013508099647481938],
  [-2.9, -0.0018675560981809211],
  [-2.8, -0.0025584002471605847],
  [-1, -0.17275377902344988],
  [-0.5, -0.3689464152886564],
  [-0.001, -0.6923496142726883],
  [0, -Math.LN2],
  [0.001, -0.6939453834669652],
  [0.5, -1.1759117615936185],
  [1, -1.8410216450092636],
  [1.5, -2.7059444008238898],
  [2, -3.783184333682032],
  [2.5, -5.08164827727869],
  [2.8, -5.9696520466752085],
  [2.9, -6.284058234947419],
  [3, -6.607726221510349],
  [4, -10.360101486527292],
  [5, -15.064998393988725],
  [6, -20.736768949974707],
  [8, -35.01343715991455],
  [10, -53.23128515051247],
  [20, -203.91715537109727],
  [38, -726.5572160188201],
  [40, -804.6084420137538],
  [100, -5005.524208694205],
]

describe('the logarithm of the normal tail', () => {
  it.each(KNOWN)('is within 1e-13 of the known value at %d', (z, value) => {
    const error = Math.abs(lnNormalTail(z) - value)
    expect(error).toBeLessThan(Math.max(1e-13 * Math.abs(value), 1e-15))
  })

  it('falls all the way, also where one method gives way to the other', () => {
    const values = Array.from({ length: 60_000 }, (_, step) => lnNormalTail(-8 + step / 1000))
    const rising = values.findIndex((value, at) => at > 0 && value >= (values[at - 1] ?? 0))
    expect(rising).toBe(-1)
  })

  it('gives the same bits everywhere', () => {
    const bits = (value: number) => Buffer.from(Float64Array.of(value).buffer).reverse().toString('hex')
    expect([-2.5, 1.25, 7.5].map((z) => bits(lnNormalTail(z)))).toEqual([
      'bf79839b4bf6a88a',
      'c001fb232bca4864',
      'c03f136d9611f9fb',
    ])
  })

  it('is undone by the point that has this tail', () => {
    const decades: readonly (readonly [number, number])[] = [
      [0.5, 0.4782735323761627],
      [1, 1.2815515655446],
      [3, 3.090232306167814],
      [8, 5.612001244174789],
      [12, 7.034483825301132],
      [50, 14.93333753478849],
    ]
    for (const [decade, point] of decades) expect(normalTailPoint(-decade * ln(10))).toBeCloseTo(point, 11)
  })
})
