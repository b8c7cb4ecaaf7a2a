import { describe, expect, it } from 'vitest'
import { Network } from '../../../../src/simulation/kernel/cluster/network.ts'
import type { Fault } from '../../../../src/simulation/kernel/fault.ts'
import { echoCluster, type Heard } from './echo.ts'

const ms = (heard: readonly Heard[], node: number) =>
  heard.filter((one) => one.node === node).map(({ atUs, text }) => `${atUs / 1000} ${text}`)

/** Node 0 sends the numbers 0, 1, 2 ... to node 1, one every 100 ms. */
const ticking = (faults: readonly Fault[]) => {
  const { scenario, heard } = echoCluster({
    start: (context) => {
      if (context.id === 0) context.after(100_000, 0, 0)
    },
    timer: (context, _timer, n) => {
      context.send(1, { type: 'echo', n })
      context.after(100_000, 0, n + 1)
    },
  })
  const result = scenario.run(1, {}, { faults, tracing: true })
  return { heard, result, received: ms(heard, 1).filter((line) => line.includes('from')) }
}

describe('faults that meet', () => {
  const starts = (heard: readonly Heard[]) => ms(heard, 0).filter((line) => line.endsWith('start'))
  const crash = (atUs: number, durationUs: number, node = 0): Fault => ({
    kind: 'crash',
    node,
    disk: 'kept',
    atUs,
    durationUs,
  })
  const starved = (faults: readonly Fault[]) => {
    const { scenario, heard } = echoCluster({
      start: (context) => {
        if (context.id === 0) context.after(50_000, 0, 0)
      },
      timer: (context) => {
        context.disk.write('x', 1)
        context.disk.sync()
      },
    })
    scenario.run(1, {}, { faults })
    return starts(heard)
  }

  it('start a node once, when the last crash is over', () => {
    expect(starts(ticking([crash(100_000, 200_000), crash(200_000, 300_000)]).heard)).toEqual([
      '0 start',
      '500 start',
    ])
  })

  it('start a node without space only when it has space and no crash holds it', () => {
    const full: Fault = { kind: 'disk-full', node: 0, atUs: 10_000, durationUs: 290_000 }
    const fuller: Fault = { ...full, atUs: 200_000 }
    expect(starved([full])).toEqual(['0 start', '300 start'])
    expect(starved([full, fuller])).toEqual(['0 start', '490 start'])
    expect(starved([full, crash(100_000, 500_000)])).toEqual(['0 start', '600 start'])
    expect(starved([full, crash(100_000, 50_000)])).toEqual(['0 start', '300 start'])
  })

  it('keep what reached a node that stood still from the life after a crash', () => {
    const pause: Fault = { kind: 'pause', node: 1, atUs: 150_000, durationUs: 300_000 }
    const { received } = ticking([pause, crash(320_000, 50_000, 1)])
    expect(received.slice(0, 4)).toEqual(['110 0 from 0', '450 3 from 0', '510 4 from 0', '610 5 from 0'])
  })

  it('start a node that was restarted while it stood still only when it goes on, and before what waited', () => {
    const pause: Fault = { kind: 'pause', node: 1, atUs: 150_000, durationUs: 300_000 }
    const heardBy = (faults: readonly Fault[]) => ms(ticking(faults).heard, 1).slice(2)
    expect(heardBy([pause, crash(320_000, 50_000, 1)]).slice(0, 3)).toEqual([
      '450 start',
      '450 3 from 0',
      '510 4 from 0',
    ])
    // A second crash takes back the start that waited, and what waited for it.
    const twice = [pause, crash(320_000, 50_000, 1), crash(420_000, 10_000, 1)]
    expect(heardBy(twice).slice(0, 2)).toEqual(['450 start', '510 4 from 0'])
    const longer = [pause, crash(320_000, 50_000, 1), crash(420_000, 60_000, 1)]
    expect(heardBy(longer).slice(0, 2)).toEqual(['480 start', '510 4 from 0'])
  })

  it('lose what waits for a node that stands still and then crashes, and say so', () => {
    const faults: Fault[] = [
      { kind: 'pause', node: 1, atUs: 150_000, durationUs: 300_000 },
      crash(320_000, 50_000, 1),
    ]
    const { messages = [] } = ticking(faults).result.trace ?? {}
    const fates = messages
      .slice(0, 5)
      .map(({ arrivesUs, lost }) => `${arrivesUs / 1000} ${lost ?? 'arrived'}`)
    expect(fates).toEqual([
      '110 arrived',
      '210 receiver-down',
      '310 receiver-down',
      '410 arrived',
      '510 arrived',
    ])
  })

  it('leave a clock right when all skews are over, and off by what drifts have added', () => {
    const clock = (faults: readonly Fault[]) => {
      const read: number[] = []
      const { scenario } = echoCluster({
        start: (context) => context.id === 0 && context.after(900_000, 0, 0),
        timer: (context) => read.push(context.clockUs()),
      })
      scenario.run(1, {}, { faults })
      return read
    }
    const time = { node: 0, atUs: 100_000, durationUs: 200_000 }
    const skew: Fault = { kind: 'clock-skew', byUs: 5000, ...time }
    const drift = (ppm: number): Fault => ({ kind: 'clock-drift', ppm, ...time })
    expect(clock([skew, { ...skew, atUs: 200_000 }])).toEqual([900_000])
    expect(clock([drift(10_000), drift(20_000)])).toEqual([906_000])
    expect(clock([drift(-2_000_000)])).toEqual([700_200])
  })

  it('do not lose the answer of a node that then finds its disk full', () => {
    const ended: string[] = []
    const { scenario } = echoCluster({
      setup: {
        workload: { ratePerS: 10, timeoutUs: 100_000, make: () => ({ node: 0, name: 'ask' }) },
        watch: () => ({ completed: ({ outcome }) => ended.push(outcome) }),
      },
      request: (context, { id }) => {
        context.reply(id, 'ok')
        context.disk.write('x', 1)
      },
    })
    const full: Fault = { kind: 'disk-full', node: 0, atUs: 0, durationUs: 2_000_000 }
    scenario.run(1, {}, { faults: [full], operations: [0] })
    expect(ended).toEqual(['ok'])
  })
})

describe('a model that reckons wrongly', () => {
  const starting = (start: NonNullable<Parameters<typeof echoCluster>[0]['start']>) => () =>
    echoCluster({ start }).scenario.run(1, {}, { faults: [] })

  it('is told of a timer that cannot ring, or that there is not', () => {
    expect(starting((context) => context.setTimer(0, -1))).toThrow('node 0 sets timer 0 to ring in -1 us')
    expect(starting((context) => context.after(Number.NaN, 3, 0))).toThrow('timer 3 to ring in NaN us')
    expect(starting((context) => context.setTimer(16, 1))).toThrow('there are timers 0 to 15, not 16')
  })

  it('is told of a message to nobody', () => {
    expect(starting((context) => context.send(2, { type: 'echo', n: 0 }))).toThrow(
      'node 0 sends to node 2, which does not exist',
    )
  })
})

describe('a network of more than 16 nodes', () => {
  it('gives every link its own latencies, and each message to whom it was sent', () => {
    const { scenario, heard } = echoCluster({
      setup: {
        nodes: Array.from({ length: 40 }, (_, id) => ({ name: `${id}`, role: 'server' })),
        latency: { kind: 'uniform', minUs: 1, maxUs: 1_000_000 - 1 },
      },
      start: (context) => {
        if (context.id === 0) for (let to = 1; to < 40; to += 1) context.send(to, { type: 'echo', n: to })
      },
    })
    scenario.run(1, {}, { faults: [] })
    const arrived = heard.filter(({ text }) => text.includes('from'))
    expect(arrived.every(({ node, text }) => text === `${node} from 0`)).toBe(true)
    expect(new Set(arrived.map(({ atUs }) => atUs)).size).toBe(39)
  })

  it('shares no draw between links, however many messages one has carried', () => {
    const network = new Network(1, 17, { latency: { kind: 'uniform', minUs: 0, maxUs: 1e9 } })
    const latency = (to: number) => network.arrivalUs(0, 0, to, { type: 'any' })
    const next = [latency(2), latency(2), latency(2)]
    for (let n = 0; n < 2 ** 20; n += 1) latency(1)
    const late = [latency(1), latency(1), latency(1)]
    expect(late).not.toEqual(next)
    expect(new Set([...late, ...next]).size).toBe(6)
  })
})
