import { describe, expect, it } from 'vitest'
import type { EventModel, EventRun, EventWorld } from '../../../src/simulation/kernel/event-model.ts'
import { eventScenario } from '../../../src/simulation/kernel/event-scenario.ts'

const ARRIVES = 0
const DEPARTS = 1

/** One server, one second apart, half a second of work each; ends by itself after `customers`. */
function clockwork(world: EventWorld, customers: number, mutant: string | undefined): EventRun {
  const inside = world.population()
  const served = world.counter()
  const stays = world.histogram()
  const batches = world.batchMeans()
  world.series('inside', 'Inside', 'count', () => inside.size)
  return {
    durationUs: 10_000_000,
    warmUpUs: 2_000_000,
    bucketUs: 1_000_000,
    start: () => world.schedule(250_000, ARRIVES),
    handle(kind, customer) {
      if (kind === ARRIVES) {
        if (customer + 1 < customers) world.schedule(1e6, ARRIVES, customer + 1)
        if (!world.begins(customer)) return
        if (world.telling) world.tell(`customer ${customer} arrives`)
        inside.change(world.nowUs, 1)
        world.schedule(499_999.7, DEPARTS, customer)
        return
      }
      inside.change(world.nowUs, -1)
      served.value += 1
      stays.record(500_000)
      batches.record(500_000)
      world.moment('served')
      if (customer === 3) world.caption('the fourth is done')
      if (mutant === 'wrong' && customer >= 4) world.violated('right', `customer ${customer} is wrong`)
      if (mutant === 'stops' && customer === 4) world.stop()
    },
    end(drained) {
      if (drained) world.caption('nobody is left')
    },
    metrics: () => ({
      served: served.value,
      inside: inside.meanAt(world.nowUs),
      stay: stays.mean() / 1000,
      batches: batches.interval().mean / 1000,
      measured: world.measuredUs / 1000,
    }),
  }
}

const model: EventModel = {
  id: 'clockwork',
  title: 'A clockwork',
  parameters: [{ id: 'customers', unit: 'count', default: 100, min: 1, max: 1000, description: 'how many' }],
  metrics: [
    { id: 'served', unit: 'count', description: 'served' },
    { id: 'inside', unit: 'count', description: 'mean number inside' },
    { id: 'stay', unit: 'ms', description: 'mean stay' },
    { id: 'batches', unit: 'ms', description: 'mean stay by batches' },
    { id: 'measured', unit: 'ms', description: 'time measured' },
    { id: 'never', unit: 'ms', description: 'has no value' },
  ],
  invariants: [{ id: 'right', statement: 'nothing is wrong' }],
  goals: [
    { id: 'served', statement: 'somebody was served' },
    { id: 'missed', statement: 'never happens' },
  ],
  mutants: [
    { id: 'wrong', title: 'wrong', breaks: ['right'] },
    { id: 'stops', title: 'stops', breaks: [] },
  ],
  setup: (world, parameters, mutant) => clockwork(world, parameters['customers'] ?? 0, mutant),
  tell: (metrics) => [`${metrics['served']} were served.`],
}

const scenario = eventScenario(model)
const many = { customers: 100 }

describe('an event model', () => {
  it('becomes a scenario without faults', () => {
    const { id, version, lesson, faultKinds, variants } = scenario
    expect({ id, version, lesson, faultKinds }).toEqual({
      id: 'clockwork',
      version: 1,
      lesson: '',
      faultKinds: [],
    })
    expect(variants.map(({ prefix }) => prefix)).toEqual([''])
  })

  it('measures from the end of the warm-up to the end of the run', () => {
    const result = scenario.run(1, many)
    // Customers 2 to 9 come and go within seconds 2 to 10.
    expect(result.metrics).toEqual({
      served: 8,
      inside: 0.5,
      stay: 500,
      batches: 500,
      measured: 8000,
      never: Number.NaN,
    })
    expect([result.endUs, result.end, result.operations]).toEqual([10_000_000, 'done', 10])
    expect(result.coverage).toEqual({ served: 10, missed: 0 })
    expect(scenario.tell(result, many)).toEqual(['8 were served.'])
  })

  it('samples its series at the end of every bucket, also where nothing happens', () => {
    expect(scenario.run(1, many).series).toEqual([
      { id: 'inside', title: 'Inside', unit: 'count', bucketUs: 1_000_000, values: Array(10).fill(0) },
    ])
    const late = {
      ...model,
      setup: (world: EventWorld) => ({ ...clockwork(world, 3, undefined), bucketUs: 500_000 }),
    }
    const [series] = eventScenario(late).run(1, many).series
    expect(series?.values).toEqual([1, 0, 1, 0, 1])
  })

  it('ends when nothing is left, at the time that it was given, or when it stops', () => {
    const drained = scenario.run(1, { customers: 2 })
    expect([drained.endUs, drained.end]).toEqual([1_750_000, 'done'])
    expect(drained.captions.map(({ text }) => text)).toEqual(['nobody is left'])
    expect(scenario.run(1, many, { untilUs: 5_300_000 }).endUs).toBe(5_300_000)
    expect(scenario.run(1, many, { mutant: 'stops' }).endUs).toBe(4_750_000)
    const endless = scenario.run(1, many, { maxEvents: 7 })
    expect([endless.end, endless.events]).toEqual(['out-of-events', 7])
  })

  it('leaves out the operations that it was told to', () => {
    const { coverage, operations } = scenario.run(1, many, { operations: [1, 4] })
    expect([coverage['served'], operations]).toEqual([2, 10])
  })

  it('tells what came before a violation, and that only to who listens', () => {
    const broken = { mutant: 'wrong' }
    expect(scenario.run(1, many, broken).violations).toMatchObject([
      { atUs: 4_750_000, story: ['4.750 s  customer 4 is wrong', 'broken: nothing is wrong'] },
    ])
    expect(scenario.run(1, many, { ...broken, tracing: true }).violations).toEqual([
      {
        invariant: 'right',
        atUs: 4_750_000,
        story: [
          '0.250 s  customer 0 arrives',
          '1.250 s  customer 1 arrives',
          '2.250 s  customer 2 arrives',
          '3.250 s  customer 3 arrives',
          '3.750 s  the fourth is done',
          '4.250 s  customer 4 arrives',
          '4.750 s  customer 4 is wrong',
          'broken: nothing is wrong',
        ],
      },
    ])
  })

  it('refuses events that no clock can hold', () => {
    const bad = (delayUs: number, kind: number, subject: number) => {
      const start = (world: EventWorld) => () => world.schedule(delayUs, kind, subject)
      const setup = (world: EventWorld) => ({
        start: start(world),
        handle: () => undefined,
        metrics: () => ({}),
      })
      return () => eventScenario({ ...model, setup }).run(1, many)
    }
    expect(bad(Number.NaN, 0, 0)).toThrow('clockwork scheduled event 0 of 0 in NaN us')
    expect(bad(-1, 0, 0)).toThrow('in -1 us')
    expect(bad(1, 256, 0)).toThrow('event 256')
    expect(bad(1, 0, 0.5)).toThrow('of 0.5')
    expect(bad(0.4, 255, -5)).not.toThrow()
  })
})
