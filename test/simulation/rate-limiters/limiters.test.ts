import { describe, expect, it } from 'vitest'
import { RandomStream } from '../../../src/lib/prng.ts'
import {
  FixedWindow,
  LeakyBucket,
  type Limiter,
  REFUSED,
  SlidingCounter,
  SlidingLog,
  TokenBucket,
} from '../../../src/simulation/scenarios/rate-limiters/limiters.ts'
import { parameters, settingsOf } from '../../../src/simulation/scenarios/rate-limiters/parameters.ts'

const defaults = Object.fromEntries(parameters.map((one) => [one.id, one.default]))
const settings = (changed: Record<string, number> = {}) => settingsOf({ ...defaults, ...changed })

/** Which of the requests pass at once. */
const decisions = (limiter: Limiter, timesUs: readonly number[]) =>
  timesUs.map((atUs) => limiter.offer(atUs) === atUs)
const passed = (limiter: Limiter, timesUs: readonly number[]) =>
  decisions(limiter, timesUs).filter(Boolean).length
const many = (count: number, atUs: number) => Array.from({ length: count }, () => atUs)

/** Requests of which most come close together. */
function someTimes(seed: number, count: number): number[] {
  const gaps = new RandomStream(seed, 'gaps')
  let atUs = 0
  return Array.from({ length: count }, (_, n) => {
    atUs += Math.floor(gaps.exponential(n) * (n % 50 === 0 ? 1_500_000 : 9000))
    return atUs
  })
}

/** The generic cell rate algorithm as a virtual schedule (ITU-T I.371), in parts of a microsecond. */
class Gcra {
  #arrivalAt = 0
  readonly #limit: number
  readonly #windowUs: number
  readonly #bucket: number

  constructor(limit: number, windowUs: number, bucket: number) {
    this.#limit = limit
    this.#windowUs = windowUs
    this.#bucket = bucket
  }

  passes(nowUs: number): boolean {
    const now = nowUs * this.#limit
    const tolerance = (this.#bucket - 1) * this.#windowUs
    if (now < this.#arrivalAt - tolerance) return false
    this.#arrivalAt = Math.max(now, this.#arrivalAt) + this.#windowUs
    return true
  }
}

describe('rate limiters', () => {
  it.each([1, 2, 3, 4, 5])('the token bucket decides as the GCRA does (seed %d)', (seed) => {
    const { limit, windowUs, bucket } = settings()
    const gcra = new Gcra(limit, windowUs, bucket)
    const times = someTimes(seed, 5000)
    const expected = times.map((atUs) => gcra.passes(atUs))
    expect(decisions(new TokenBucket(settings()), times)).toEqual(expected)
    expect(new Set(expected).size).toBe(2)
  })

  it('a fixed window lets twice its limit pass around a boundary', () => {
    expect(passed(new FixedWindow(settings()), [...many(30, 999_999), ...many(30, 1_000_000)])).toBe(40)
  })

  it('a sliding log lets the limit pass, and the next when a window is over, to the microsecond', () => {
    const log = new SlidingLog(settings())
    expect(passed(log, [...many(30, 999_999), ...many(30, 1_000_000)])).toBe(20)
    expect(passed(log, many(30, 1_999_998))).toBe(0)
    expect(passed(log, many(30, 1_999_999))).toBe(20)
  })

  it('a sliding counter weighs the previous window by the part that is still covered', () => {
    const counter = new SlidingCounter(settings())
    expect(passed(counter, many(30, 999_999))).toBe(20)
    expect(passed(counter, many(30, 1_000_000))).toBe(0)
    // A quarter is over: three quarters of 20 still count.
    expect(passed(counter, many(30, 1_250_000))).toBe(5)
    expect(passed(counter, many(30, 3_000_000))).toBe(20)
  })

  it('a token bucket lets a full bucket pass at once, then a request for each token', () => {
    const bucket = new TokenBucket(settings())
    expect(passed(bucket, many(30, 0))).toBe(10)
    expect(passed(bucket, many(30, 49_999))).toBe(0)
    expect(passed(bucket, many(30, 50_000))).toBe(1)
    expect(passed(bucket, many(30, 10_000_000))).toBe(10)
  })

  it('a leaky bucket gives out places one interval apart and refuses when its queue is full', () => {
    const bucket = new LeakyBucket(settings({ queue_limit: 3 }))
    expect(many(5, 7).map((atUs) => bucket.offer(atUs))).toEqual([7, 50_007, 100_007, 150_007, REFUSED])
    expect(bucket.offer(50_007)).toBe(200_007)
  })

  it('a leaky bucket without a queue spaces what passes', () => {
    const bucket = new LeakyBucket(settings({ queue_limit: 0, limit: 3 }))
    expect([0, 1, 333_333, 333_334].map((atUs) => bucket.offer(atUs))).toEqual([0, REFUSED, REFUSED, 333_334])
  })
})
