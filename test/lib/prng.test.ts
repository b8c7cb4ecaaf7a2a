import { describe, expect, it } from 'vitest'
import { RandomStream } from '../../src/lib/prng.ts'
import { TraceHash } from '../../src/simulation/kernel/trace-hash.ts'

const DRAWS = 200_000

/** A hash over the bits of the first draws. */
function fingerprint(draw: (n: number) => number, count = DRAWS): string {
  const value = new Float64Array(1)
  const words = new Int32Array(value.buffer)
  const hash = new TraceHash()
  for (let n = 0; n < count; n += 1) {
    value[0] = draw(n)
    hash.add(words[0] ?? 0, words[1] ?? 0)
  }
  return hash.digest()
}

function moments(draw: (n: number) => number) {
  let sum = 0
  let squares = 0
  for (let n = 0; n < DRAWS; n += 1) {
    const value = draw(n)
    sum += value
    squares += value * value
  }
  return { mean: sum / DRAWS, variance: squares / DRAWS - (sum / DRAWS) ** 2 }
}

/** Threefry-2x32-13 as its authors state it, round by round. */
function threefry(key: readonly [number, number], counter: readonly [number, number]): [number, number] {
  const keys = [key[0], key[1], key[0] ^ key[1] ^ 0x1bd11bda]
  const rotations = [13, 15, 26, 6, 17, 29, 16, 24]
  let [a, b] = [(counter[0] + key[0]) | 0, (counter[1] + key[1]) | 0]
  for (let round = 0; round < 13; round += 1) {
    const rotation = rotations[round % 8] ?? 0
    a = (a + b) | 0
    b = ((b << rotation) | (b >>> (32 - rotation))) ^ a
    const injection = (round + 1) / 4
    if (!Number.isInteger(injection)) continue
    a = (a + (keys[injection % 3] ?? 0)) | 0
    b = (b + (keys[(injection + 1) % 3] ?? 0) + injection) | 0
  }
  return [a >>> 0, b >>> 0]
}

describe('a random stream', () => {
  const stream = new RandomStream(42, 'test')

  it('is Threefry-2x32-13, checked against the known answers of Random123', () => {
    expect(threefry([0, 0], [0, 0])).toEqual([0x9d1c5ec6, 0x8bd50731])
    expect(threefry([-1, -1], [-1, -1])).toEqual([0xfd36d048, 0x2d17272c])
    expect(threefry([0x13198a2e, 0x03707344], [0x243f6a88, 0x85a308d3])).toEqual([0xba3e4725, 0xf27d669e])
    // FNV-1a of "a" is 0xe40c292c.
    const key = threefry([99, 0], [0xe40c292c, 1])
    const [high, low] = threefry(key, [12345, 0])
    expect(new RandomStream(99, 'a').uniform(12345)).toBe(((high >>> 11) * 2 ** 32 + low) / 2 ** 53)
  })

  it('gives the bits that every engine must give', () => {
    expect(fingerprint((n) => stream.uniform(n))).toBe('6ab135ed327e0378')
    expect(fingerprint((n) => stream.integer(n, 1000))).toBe('c0f39315e137079f')
    expect(fingerprint((n) => stream.exponential(n))).toBe('44bb391120a3c6ef')
    expect(fingerprint((n) => stream.normal(n))).toBe('c8754a4096e89815')
  })

  it('gives a draw no matter which draws were taken before', () => {
    const later = stream.normal(5000)
    for (let n = 0; n < 5000; n += 1) stream.exponential(n)
    expect(stream.normal(5000)).toBe(later)
    expect(new RandomStream(42, 'test').normal(5000)).toBe(later)
  })

  it('gives the same draws in order, backwards, with gaps and again', () => {
    const draws = ['uniform', 'exponential', 'normal'] as const
    for (const draw of draws) {
      const inOrder = new RandomStream(7, 'order')
      const expected = Array.from({ length: 3000 }, (_, n) => inOrder[draw](n))
      const other = new RandomStream(7, 'order')
      for (let n = 2999; n >= 0; n -= 1) expect(other[draw](n)).toBe(expected[n])
      for (let n = 0; n < 3000; n += 1 + (n % 7)) expect(other[draw](n)).toBe(expected[n])
      for (let n = 100; n < 3000; n += n % 300 === 299 ? -70 : 1) {
        if (other[draw](n) !== expected[n]) throw new Error(`${draw} ${n} differs`)
        if (n % 300 === 299) n += 140
      }
    }
    const top = new RandomStream(7, 'order')
    const last = top.uniform(2 ** 32 - 1)
    top.uniform(2 ** 32 - 2)
    expect(top.uniform(2 ** 32 - 1)).toBe(last)
  })

  it('differs by name and by seed, also in the high half of the seed', () => {
    const first = (seed: number, name: string) => new RandomStream(seed, name).uniform(0)
    const draws = [first(1, 'a'), first(1, 'b'), first(2, 'a'), first(2 ** 32 + 1, 'a'), first(1, 'aa')]
    expect(new Set(draws).size).toBe(draws.length)
  })

  it('is uncorrelated with its neighbours by seed and by name', () => {
    for (const other of [new RandomStream(43, 'test'), new RandomStream(42, 'tesu')]) {
      let product = 0
      for (let n = 0; n < DRAWS; n += 1) product += (stream.uniform(n) - 0.5) * (other.uniform(n) - 0.5)
      const correlation = (product / DRAWS) * 12
      expect(Math.abs(correlation)).toBeLessThan(4 / Math.sqrt(DRAWS))
    }
  })

  it('is uniform: chi-square over 256 cells, from the high and from the low bits', () => {
    for (const cell of [(u: number) => u * 256, (u: number) => (u * 2 ** 53) % 256]) {
      const counts = new Float64Array(256)
      for (let n = 0; n < DRAWS; n += 1) {
        const index = Math.floor(cell(stream.uniform(n)))
        counts[index] = (counts[index] ?? 0) + 1
      }
      const expected = DRAWS / 256
      const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
      expect(chiSquare).toBeGreaterThan(170)
      expect(chiSquare).toBeLessThan(350)
    }
  })

  it('stays in [0, 1) and is a multiple of 2^-53', () => {
    for (let n = 0; n < 10_000; n += 1) {
      const draw = stream.uniform(n)
      expect(draw >= 0 && draw < 1 && Number.isInteger(draw * 2 ** 53)).toBe(true)
    }
  })

  it('draws integers evenly, also where the bound is no power of two', () => {
    for (const bound of [1, 2, 3, 10, 2 ** 31 + 1, 2 ** 32]) {
      let sum = 0
      for (let n = 0; n < 50_000; n += 1) {
        const draw = stream.integer(n, bound)
        if (!(Number.isInteger(draw) && draw >= 0 && draw < bound)) throw new Error(`${draw} of ${bound}`)
        sum += draw
      }
      expect(Math.abs(sum / 50_000 - (bound - 1) / 2)).toBeLessThanOrEqual(bound * 0.006)
    }
  })

  it('has the mean and variance of its laws', () => {
    const exponential = moments((n) => stream.exponential(n))
    expect(exponential.mean).toBeCloseTo(1, 1.9)
    expect(exponential.variance).toBeCloseTo(1, 1.5)
    const normal = moments((n) => stream.normal(n))
    expect(Math.abs(normal.mean)).toBeLessThan(0.01)
    expect(normal.variance).toBeCloseTo(1, 1.7)
  })

  it('reaches the tails as often as its laws say', () => {
    const beyond = (draw: (n: number) => number, edge: number) => {
      let count = 0
      for (let n = 0; n < DRAWS; n += 1) if (draw(n) > edge) count += 1
      return count / DRAWS
    }
    // Beyond the last layer of the ziggurats, at 7.697 and 3.654, and in the body.
    expect(beyond((n) => stream.exponential(n), 7.697) / Math.exp(-7.697)).toBeCloseTo(1, 0.5)
    expect(beyond((n) => stream.exponential(n), 2) / Math.exp(-2)).toBeCloseTo(1, 1.5)
    expect(beyond((n) => Math.abs(stream.normal(n)), 1.96)).toBeCloseTo(0.05, 2.5)
    expect(beyond((n) => Math.abs(stream.normal(n)), 3.654)).toBeGreaterThan(0.00015)
    expect(beyond((n) => Math.abs(stream.normal(n)), 3.654)).toBeLessThan(0.0004)
  })
})
