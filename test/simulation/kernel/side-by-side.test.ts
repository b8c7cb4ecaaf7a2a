import { describe, expect, it } from 'vitest'
import { RandomStream } from '../../../src/lib/prng.ts'
import { interval95 } from '../../../src/lib/statistics.ts'
import { poissonTimes } from '../../../src/simulation/kernel/arrivals.ts'
import { Buckets } from '../../../src/simulation/kernel/buckets.ts'
import { Fifo } from '../../../src/simulation/kernel/fifo.ts'
import { faultsOf, operationsOf } from '../../../src/simulation/kernel/operations.ts'
import { metricsOfAll, sideBySide } from '../../../src/simulation/kernel/side-by-side.ts'
import { Station } from '../../../src/simulation/kernel/station.ts'
import { Witness } from '../../../src/simulation/kernel/witness.ts'
import { World } from '../../../src/simulation/kernel/world.ts'
import { Zipf } from '../../../src/simulation/kernel/zipf.ts'

describe('arrivals', () => {
  const stretches = (rate: number) => [
    { untilUs: 1e6, ratePerS: 100 },
    { untilUs: 2e6, ratePerS: rate },
    { untilUs: 3e6, ratePerS: 100 },
  ]

  it('come at the rate of each stretch', () => {
    const counts = Array.from({ length: 200 }, (_, seed) => {
      const times = poissonTimes(new RandomStream(seed, 'a'), stretches(500))
      return times.filter((atUs) => atUs >= 1e6 && atUs < 2e6).length
    })
    const { low, high } = interval95(counts)
    expect(low).toBeLessThan(500)
    expect(high).toBeGreaterThan(500)
    expect(high - low).toBeLessThan(10)
  })

  it('are the same before a change of rate, ascending, and before the end', () => {
    const slow = poissonTimes(new RandomStream(1, 'a'), stretches(10))
    const fast = poissonTimes(new RandomStream(1, 'a'), stretches(1000))
    const early = (times: number[]) => times.filter((atUs) => atUs < 1e6)
    expect(early(fast)).toEqual(early(slow))
    expect(fast).toEqual(fast.toSorted((a, b) => a - b))
    expect(fast.at(-1)).toBeLessThan(3e6)
    expect(fast.length).toBeGreaterThan(slow.length)
  })

  it('pause where the rate is 0', () => {
    const times = poissonTimes(new RandomStream(1, 'a'), stretches(0))
    expect(times.filter((atUs) => atUs >= 1e6 && atUs < 2e6)).toEqual([])
    expect(times.filter((atUs) => atUs >= 2e6).length).toBeGreaterThan(50)
  })
})

describe('operations', () => {
  const wave = { kind: 'load', atUs: 10, durationUs: 40, count: 4 } as const

  it('of a wave of load come after the own ones in number and among them in time', () => {
    const { atUs, order } = operationsOf([5, 15, 25], [wave])
    expect([...atUs]).toEqual([5, 15, 25, 10, 20, 30, 40])
    expect([...order]).toEqual([0, 3, 1, 4, 2, 5, 6])
  })

  it('are only those that are asked for', () => {
    expect([...operationsOf([5, 15, 25], [wave], [2, 4]).order]).toEqual([4, 2])
  })

  it('take the faults that are given instead of their own, and refuse those that they do not know', () => {
    expect(faultsOf(undefined, ['load'], [wave])).toEqual([wave])
    expect(faultsOf([], ['load'], [wave])).toEqual([])
    const crash = { kind: 'crash', node: 0, disk: 'kept', atUs: 1, durationUs: 1 } as const
    expect(() => faultsOf([crash], ['load'], [])).toThrow('This simulation knows no fault "crash".')
  })
})

describe('Zipf ranks', () => {
  it('are as popular as 1 / (k + 1)^skew says', () => {
    const zipf = new Zipf(4, 1)
    const sum = 1 + 1 / 2 + 1 / 3 + 1 / 4
    expect([0, 1, 2, 3].map((rank) => zipf.share(rank))).toEqual(
      [1, 2, 3, 4].map((k) => expect.closeTo(1 / k / sum, 12)),
    )
    expect([0, 0.47, 0.49, 0.99].map((uniform) => zipf.rank(uniform))).toEqual([0, 0, 1, 3])
  })

  it('are even without skew', () => {
    const zipf = new Zipf(10, 0)
    expect(Array.from({ length: 10 }, (_, n) => zipf.rank(n / 10 + 0.05))).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
    ])
  })
})

describe('a queue', () => {
  it('gives out first what came first, also after it has grown and wrapped around', () => {
    const queue = new Fifo()
    const out: (number | undefined)[] = []
    for (let n = 0; n < 100; n += 1) {
      queue.push(n * 1e10)
      if (n % 3 === 0) out.push(queue.shift())
    }
    expect(queue.peek()).toBe(34e10)
    expect(queue.pop()).toBe(99e10)
    while (queue.length > 0) out.push(queue.shift())
    expect(out).toEqual(Array.from({ length: 99 }, (_, n) => n * 1e10))
    expect([queue.shift(), queue.pop(), queue.peek()]).toEqual([undefined, undefined, undefined])
  })
})

describe('buckets', () => {
  it('add, raise and divide by time, and leave out what is later than the last', () => {
    const buckets = new Buckets(1000, 250)
    for (const atUs of [0, 249, 250, 999, 1000]) buckets.add(atUs, 2)
    expect([...buckets.values]).toEqual([4, 2, 0, 2])
    buckets.raise(500, 7)
    buckets.raise(500, 3)
    buckets.raise(1000, 9)
    expect(buckets.sum(250, 750)).toBe(9)
    const halves = new Buckets(1000, 250)
    halves.add(0, 8)
    expect(buckets.dividedBy(halves, -1)).toEqual([0.5, -1, -1, -1])
  })
})

describe('a station', () => {
  const DONE = 0

  /** Three jobs of 10 us at time 0. */
  function run(slots: number, stopped: boolean) {
    const world = new World()
    const done: [number, number][] = []
    const station = new Station({ world, slots, doneKind: DONE, workUs: () => 10 })
    if (stopped) station.stop()
    for (const job of [0, 1, 2]) station.offer(job)
    if (stopped) world.schedule(100, 1, 0)
    world.run({
      handle(kind, job) {
        if (kind === 1) return station.resume()
        done.push([job, world.nowUs])
        station.release()
      },
    })
    return done
  }

  it('works on as many jobs at once as it has slots, first come, first served', () => {
    expect(run(2, false)).toEqual([
      [0, 10],
      [1, 10],
      [2, 20],
    ])
  })

  it('starts nothing while it is stopped', () => {
    expect(run(1, true)).toEqual([
      [0, 110],
      [1, 120],
      [2, 130],
    ])
  })
})

describe('a run of several variants', () => {
  const variants = [
    { prefix: '', title: 'one' },
    { prefix: 'other.', title: 'other' },
  ]
  const words = { milestones: new Set([0]), sentence: ({ a }: { a: number }) => `event ${a}` }
  const invariants = [{ id: 'rule', statement: 'nothing breaks' }]

  function side(variant: (typeof variants)[number]) {
    const world = new World()
    const witness = new Witness({ world, variant, invariants, words })
    world.schedule(1_500_000, 0, 0)
    const end = world.run({
      handle() {
        for (let n = 0; n < 30; n += 1) witness.hear(n % 2, n)
        witness.violated('rule', 'it breaks', ({ a }) => a > 20)
        witness.violated('rule', 'it breaks again')
      },
    })
    const series = [{ id: 's', title: 's', unit: 'count' as const, bucketUs: 1, values: [1] }]
    return { world, end, witness, metrics: { m: 1 }, series, coverage: { goal: 2 } }
  }

  const result = sideBySide(variants, side, { seed: 1, spans: [], faults: [], operations: 0 })

  it('tells a broken rule once, in at most 20 lines, the latest events before it', () => {
    expect(result.violations).toHaveLength(1)
    const [{ story } = { story: [] }] = result.violations
    expect(story).toHaveLength(19)
    expect(story[0]).toBe('in the run "one":')
    expect(story.slice(-3)).toEqual(['1.500 s  event 29', '1.500 s  it breaks', 'broken: nothing breaks'])
  })

  it('puts the prefix of each before its ids and adds up how often goals were met', () => {
    expect(result.metrics).toEqual({ m: 1, 'other.m': 1 })
    expect(result.series.map(({ id }) => id)).toEqual(['s', 'other.s'])
    expect(result.coverage).toEqual({ goal: 4 })
    expect(result.captions.map(({ variant }) => variant)).toContain('other.')
    expect(result.events).toBe(2)
    const metrics = metricsOfAll(variants, [{ id: 'm', unit: 'count', description: 'a number' }])
    expect(metrics.map(({ id, description }) => [id, description])).toEqual([
      ['m', 'a number (one)'],
      ['other.m', 'a number (other)'],
    ])
  })
})
