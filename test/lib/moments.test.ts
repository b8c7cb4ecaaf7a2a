import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ExactSum } from '../../src/lib/exact-sum.ts'
import { Moments } from '../../src/lib/moments.ts'
import { interval95 } from '../../src/lib/statistics.ts'

const numbers = fc.array(
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }).map((value) => {
    // Squares of subnormal numbers cannot be held; no metric is that small.
    return Math.abs(value) < 1e-12 ? 0 : value
  }),
  { minLength: 2, maxLength: 60 },
)

/** The nearest double to an exact sum, by way of integers of any size. */
function exactly(values: readonly number[]): number {
  const scale = 1n << 400n
  const total = values.reduce((sum, value) => sum + scaled(value), 0n)
  const sign = total < 0n ? -1 : 1
  const size = total < 0n ? -total : total
  const excess = Math.max(0, size.toString(2).length - 53)
  if (excess === 0) return (sign * Number(size)) / Number(scale)
  const shift = BigInt(excess)
  const floor = size >> shift
  const rest = size - (floor << shift)
  const half = 1n << (shift - 1n)
  const up = rest > half || (rest === half && (floor & 1n) === 1n)
  return (sign * Number(floor + (up ? 1n : 0n)) * 2 ** (excess - 200)) / 2 ** 200
}

function scaled(value: number): bigint {
  let mantissa = value
  let shift = 400
  while (!Number.isSafeInteger(mantissa)) {
    mantissa *= 2
    shift -= 1
  }
  return BigInt(mantissa) << BigInt(shift)
}

describe('an exact sum', () => {
  it('loses nothing where plain addition loses all', () => {
    const sum = new ExactSum([1e16, 1, -1e16])
    expect(sum.value()).toBe(1)
    expect(new ExactSum([0.1, 0.2, -0.3]).value()).toBe(2.7755575615628914e-17)
    expect(new ExactSum().value()).toBe(0)
  })

  it('is the double nearest to the true sum', () => {
    fc.assert(
      fc.property(numbers, (values) => Object.is(new ExactSum(values).value() + 0, exactly(values) + 0)),
    )
  })

  it('rounds ties by what lies beyond them', () => {
    expect(new ExactSum([1, 2 ** -53, 2 ** -106]).value()).toBe(1 + 2 ** -52)
    expect(new ExactSum([1, 2 ** -53, -(2 ** -106)]).value()).toBe(1)
    expect(new ExactSum([1, 2 ** -53]).value()).toBe(1)
  })
})

describe('moments', () => {
  it('agree with the interval over a list', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const moments = new Moments()
        for (const value of values) moments.add(value)
        const [one, other] = [moments.interval(), interval95(values)]
        const size = Math.max(...values.map(Math.abs), 1e-9)
        expect(Math.abs(one.mean - other.mean) / size).toBeLessThan(1e-9)
        expect(Math.abs(one.high - other.high) / size).toBeLessThan(1e-6)
      }),
    )
  })

  it('are the same to the last digit in any order and in any number of parts', () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 8 }), (values, parts) => {
        const whole = new Moments()
        for (const value of values) whole.add(value)
        const pieces = Array.from({ length: parts }, () => new Moments())
        for (const [index, value] of values.toReversed().entries()) pieces[index % parts]?.add(value)
        const merged = new Moments()
        for (const piece of pieces) merged.merge(JSON.parse(JSON.stringify(piece.data())))
        expect(merged.interval()).toEqual(whole.interval())
        expect(merged.count).toBe(whole.count)
      }),
    )
  })

  it('see a spread that is tiny beside the mean', () => {
    const moments = new Moments()
    for (const value of [1e9, 1e9 + 1e-6, 1e9 - 1e-6]) moments.add(value)
    const { low, high } = moments.interval()
    expect(high - low).toBeGreaterThan(3e-6)
    expect(high - low).toBeLessThan(8e-6)
  })

  it('count what has no value and leave it out', () => {
    const moments = new Moments()
    for (const value of [1, Number.NaN, 3, Number.POSITIVE_INFINITY]) moments.add(value)
    expect([moments.count, moments.missing, moments.interval().mean]).toEqual([2, 2, 2])
    expect(new Moments().interval().mean).toBeNaN()
    expect(moments.data().count).toBe(2)
  })
})
