import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { createMetrics } from '../src/observability/metrics.ts'
import { type CacheOptions, cacheAside } from '../src/patterns/cache-aside.ts'

interface Price {
  readonly cents: number
}

const TTL_MS = 1000
const LOAD_MS = 10

/** A store whose reads end when the test says so, and a clock and chance of the test's own. */
function setUp(options: Partial<CacheOptions<Price>> = {}) {
  const world = { nowMs: 0, draw: 0, price: 1 as number | undefined, loads: 0, isDown: false }
  const waiting: (() => void)[] = []
  const metrics = createMetrics()
  const cache = cacheAside<Price>({
    name: 'prices',
    async load() {
      world.loads += 1
      const seen = world.price
      await new Promise<void>((resolve) => waiting.push(resolve))
      world.nowMs += LOAD_MS
      if (world.isDown) throw new Error('the store is down')
      return seen === undefined ? undefined : { cents: seen }
    },
    ttlMs: () => TTL_MS,
    maxEntries: 100,
    jitter: 0,
    log: pino({ level: 'silent' }),
    metrics,
    nowMs: () => world.nowMs,
    random: () => world.draw,
    ...options,
  })
  const answer = () => waiting.shift()?.()
  const get = async (key = 'tea') => {
    const value = cache.get(key)
    answer()
    return (await value)?.cents
  }
  const metric = async (name: string, outcome?: string) =>
    (await metrics.getSingleMetric(name)?.get())?.values.find(
      ({ labels }) => labels.outcome === outcome,
    )?.value
  return { world, cache, answer, get, metric }
}

describe('a value', () => {
  test('is read once, and served until it is too old', async () => {
    const { world, get } = setUp()
    expect(await get()).toBe(1)
    world.price = 2
    world.nowMs = LOAD_MS + TTL_MS - 1
    expect(await get()).toBe(1)
    world.nowMs += 1
    expect(await get()).toBe(2)
    expect(world.loads).toBe(2)
  })

  test('that is not there is asked for again: it may be there soon', async () => {
    const { world, get } = setUp()
    world.price = undefined
    expect(await get()).toBeUndefined()
    world.price = 3
    expect(await get()).toBe(3)
  })

  test('that cannot be read is asked for again, and its error is not kept', async () => {
    const { world, get } = setUp()
    world.isDown = true
    await expect(get()).rejects.toThrow('the store is down')
    world.isDown = false
    expect(await get()).toBe(1)
  })

  test('with no time to live is not kept', async () => {
    const { world, get, metric } = setUp({ ttlMs: () => 0 })
    await get()
    await get()
    expect(world.loads).toBe(2)
    expect(await metric('cache_entries')).toBe(0)
  })

  test('goes when there are too many, the one that was asked for longest ago first', async () => {
    const { world, get } = setUp({ maxEntries: 2 })
    for (const key of ['tea', 'milk', 'tea', 'sugar']) await get(key)
    expect(world.loads).toBe(3)
    await get('tea')
    expect(world.loads).toBe(3)
    await get('milk')
    expect(world.loads).toBe(4)
  })
})

describe('a stampede', () => {
  test('on a value that is not there yet reads it once', async () => {
    const { world, cache, answer, metric } = setUp()
    const all = Promise.all(Array.from({ length: 200 }, () => cache.get('tea')))
    answer()
    expect(new Set((await all).map((value) => value?.cents))).toEqual(new Set([1]))
    expect(world.loads).toBe(1)
    expect(await metric('cache_requests_total', 'miss')).toBe(200)
  })

  test('on a value that has just expired reads it once', async () => {
    const { world, cache, answer, get } = setUp()
    await get()
    world.nowMs += TTL_MS
    const all = Promise.all(Array.from({ length: 200 }, () => cache.get('tea')))
    answer()
    await all
    expect(world.loads).toBe(2)
  })

  test('of values that were read together is spread: they expire at different times', async () => {
    const { world, get } = setUp({ jitter: 0.2 })
    world.draw = 0.5
    await get('tea')
    world.draw = 0
    await get('milk')
    world.nowMs = LOAD_MS + 0.95 * TTL_MS
    await get('milk')
    expect(world.loads).toBe(2)
    await get('tea')
    expect(world.loads).toBe(3)
  })

  test('does not wait: shortly before its end a value is read anew while the old one is served', async () => {
    const { world, cache, answer, get, metric } = setUp()
    await get()
    world.price = 2
    world.nowMs = LOAD_MS + TTL_MS - 2 * LOAD_MS
    world.draw = 0.8
    expect((await cache.get('tea'))?.cents, 'too early for this draw').toBe(1)
    expect(world.loads).toBe(1)
    world.draw = 0.9
    expect((await cache.get('tea'))?.cents).toBe(1)
    expect(world.loads).toBe(2)
    answer()
    world.draw = 0
    await expect.poll(async () => (await cache.get('tea'))?.cents).toBe(2)
    expect(await metric('cache_requests_total', 'early')).toBe(1)
    expect(world.loads).toBe(2)
  })

  test('is no outage: when reading anew fails the value serves until its end', async () => {
    const { world, get } = setUp()
    await get()
    world.isDown = true
    world.draw = 0.9999
    expect(await get()).toBe(1)
  })
})

describe('a change', () => {
  test('is seen by whoever asks after it', async () => {
    const { world, cache, get } = setUp()
    await get()
    world.price = 2
    cache.invalidate('tea')
    expect(await get()).toBe(2)
  })

  test('while a value is read: the old one is not kept, however late it comes', async () => {
    const { world, cache, answer, get, metric } = setUp()
    const slow = cache.get('tea')
    world.price = 2
    cache.invalidate('tea')
    const after = cache.get('tea')
    expect(world.loads, 'who asks after the change does not get the read of before').toBe(2)
    answer()
    expect((await slow)?.cents).toBe(1)
    answer()
    expect((await after)?.cents).toBe(2)
    expect(await get()).toBe(2)
    expect(await metric('cache_outdated_loads_total')).toBe(1)
  })

  test('while a value is read and nobody asks since: nothing is kept', async () => {
    const { world, cache, answer, get } = setUp()
    const slow = cache.get('tea')
    world.price = 2
    cache.invalidate('tea')
    answer()
    await slow
    expect(await get()).toBe(2)
  })
})
