import { describe, expect, it } from 'vitest'
import type { Fault, FaultRule } from '../../../../src/simulation/kernel/fault.ts'
import { echoCluster, type Heard } from './echo.ts'

const ms = (heard: readonly Heard[], node: number) =>
  heard.filter((one) => one.node === node).map(({ atUs, text }) => `${atUs / 1000} ${text}`)

/** Node 0 sends the numbers 0, 1, 2 ... to node 1, one every 100 ms. */
const ticking = (faults: readonly (Fault | FaultRule)[], setup = {}) => {
  const cluster = echoCluster({
    setup,
    start: (context) => {
      if (context.id === 0) context.after(100_000, 0, 0)
    },
    timer: (context, _timer, n) => {
      context.send(1, { type: 'echo', n })
      context.after(100_000, 0, n + 1)
    },
  })
  const result = cluster.scenario.run(1, {}, { faults })
  return { ...cluster, result, received: ms(cluster.heard, 1).filter((line) => line.includes('from')) }
}
const last = { durationUs: 250_000 } as const

describe('messages', () => {
  it('arrive after the latency of the link', () => {
    expect(ticking([]).received.slice(0, 3)).toEqual(['110 0 from 0', '210 1 from 0', '310 2 from 0'])
  })

  it('that are sent during a partition are lost; one under way when it begins arrives', () => {
    const cut: Fault = { kind: 'partition', side: [0], atUs: 205_000, durationUs: 200_000 }
    expect(ticking([cut]).received.slice(0, 3)).toEqual(['110 0 from 0', '210 1 from 0', '510 4 from 0'])
  })

  it('pass against the direction of a one-way partition', () => {
    const cut = (side: number): Fault => ({
      kind: 'partition',
      side: [side],
      oneWay: true,
      atUs: 150_000,
      ...last,
    })
    expect(ticking([cut(1)]).received).toHaveLength(9)
    expect(ticking([cut(0)]).received).toHaveLength(7)
  })

  it('wait while the link is clogged and then all arrive', () => {
    const clog: Fault = { kind: 'clog', from: 0, to: 1, atUs: 150_000, durationUs: 300_000 }
    const { received } = ticking([clog])
    expect(received.slice(1, 5)).toEqual(['460 1 from 0', '460 2 from 0', '460 3 from 0', '510 4 from 0'])
  })

  it('are dropped as often as the fault says', () => {
    const drop: Fault = { kind: 'drop', from: 0, to: 1, count: 2, atUs: 150_000, durationUs: 800_000 }
    expect(ticking([drop]).received.slice(0, 2)).toEqual(['110 0 from 0', '410 3 from 0'])
  })

  it('come twice on a link that doubles them, and later on one that is slow', () => {
    const twice: Fault = { kind: 'link', duplicate: 1, atUs: 0, durationUs: 150_000 }
    expect(ticking([twice]).received.slice(0, 3)).toEqual(['110 0 from 0', '120 0 from 0', '210 1 from 0'])
    const slow: Fault = { kind: 'link', from: [0], delayUs: 5000, atUs: 0, durationUs: 150_000 }
    expect(ticking([slow]).received.slice(0, 2)).toEqual(['115 0 from 0', '210 1 from 0'])
  })

  it('keep their order on a first-in-first-out link, however they are held back', () => {
    const reorder: Fault = { kind: 'link', reorderUs: 500_000, atUs: 0, durationUs: 900_000 }
    const numbers = (received: string[]) => received.map((line) => Number(line.split(' ')[1]))
    const free = numbers(ticking([reorder]).received)
    expect(free).not.toEqual([...free].sort((a, b) => a - b))
    const fifo = numbers(ticking([reorder], { fifo: true }).received)
    expect(fifo.length).toBeGreaterThan(4)
    expect(fifo).toEqual([...fifo].sort((a, b) => a - b))
  })

  it('wait for each other on a link with a bandwidth', () => {
    const { scenario, heard } = echoCluster({
      setup: { bytesPerS: 1000, sizeOf: () => 100 },
      start: (context) => {
        if (context.id === 0) for (let n = 0; n < 3; n += 1) context.send(1, { type: 'echo', n })
      },
    })
    scenario.run(1, {}, { faults: [] })
    expect(ms(heard, 1).slice(1)).toEqual(['110 0 from 0', '210 1 from 0', '310 2 from 0'])
  })

  it('are lost when nobody is there to take them', () => {
    const crash: Fault = { kind: 'crash', node: 1, disk: 'kept', atUs: 150_000, ...last }
    expect(ticking([crash]).received.slice(0, 2)).toEqual(['110 0 from 0', '410 3 from 0'])
  })

  it('draw their latency by link, so that a fault on one link leaves the others as they were', () => {
    const three = (faults: Fault[]) => {
      const { scenario, heard } = echoCluster({
        setup: {
          nodes: ['a', 'b', 'c'].map((name) => ({ name, role: 'server' })),
          latency: { kind: 'uniform', minUs: 1000, maxUs: 90_000 },
        },
        start: (context) => {
          if (context.id === 0) context.setTimer(0, 50_000)
        },
        timer: (context) => {
          for (const to of [1, 2]) context.send(to, { type: 'echo', n: 0 })
          context.setTimer(0, 50_000)
        },
      })
      scenario.run(7, {}, { faults })
      return ms(heard, 2)
    }
    const bad: Fault = { kind: 'link', to: [1], loss: 0.5, duplicate: 0.5, atUs: 0, durationUs: 900_000 }
    expect(three([bad])).toEqual(three([]))
    expect(three([]).length).toBeGreaterThan(10)
  })
})

describe('timers', () => {
  const rings = (act: Parameters<typeof echoCluster>[0], faults: Fault[] = []) => {
    const { scenario, heard } = echoCluster(act)
    scenario.run(1, {}, { faults })
    return ms(heard, 0).filter((line) => line.includes('timer'))
  }

  it('ring once, at the last time for which they were set', () => {
    const start: Parameters<typeof echoCluster>[0]['start'] = (context) => {
      if (context.id !== 0) return
      context.setTimer(1, 50_000)
      context.setTimer(1, 200_000)
      context.setTimer(2, 200_000)
      context.setTimer(2, 50_000)
      context.setTimer(3, 70_000)
      context.clearTimer(3)
    }
    expect(rings({ start })).toEqual(['50 timer 2 0', '200 timer 1 0'])
  })

  it('ring late when the node stood still, and not at all when it crashed', () => {
    const start: Parameters<typeof echoCluster>[0]['start'] = (context) => {
      if (context.id === 0 && context.disk.read('started') === undefined) context.setTimer(0, 100_000)
      context.disk.write('started', true)
      context.disk.sync()
    }
    const fault = { node: 0, atUs: 50_000, durationUs: 300_000 } as const
    expect(rings({ start }, [{ kind: 'pause', ...fault }])).toEqual(['350 timer 0 0'])
    expect(rings({ start }, [{ kind: 'crash', disk: 'kept', ...fault }])).toEqual([])
  })

  it('go by the clock of the node, which a fault can make run fast', () => {
    const start: Parameters<typeof echoCluster>[0]['start'] = (context) => context.setTimer(0, 10)
    const again: Parameters<typeof echoCluster>[0]['timer'] = (context) => context.setTimer(0, 110_000)
    const fast: Fault = { kind: 'clock-drift', node: 0, ppm: 100_000, atUs: 1, durationUs: 900_000 }
    expect(rings({ start, timer: again }, [fast]).slice(0, 3)).toEqual([
      '0.01 timer 0 0',
      '100.01 timer 0 0',
      '200.01 timer 0 0',
    ])
  })
})

describe('disks', () => {
  const survivors = (disk: 'kept' | 'unsynced-lost' | 'wiped') => {
    const seen: unknown[] = []
    const { scenario } = echoCluster({
      start: ({ id, disk }) => {
        if (id !== 0) return
        seen.push([disk.read('synced'), disk.read('not'), [...disk.list('log')]])
        disk.write('synced', 1)
        disk.append('log', 'a')
        disk.append('log', 'b')
        disk.sync()
        disk.write('synced', 2)
        disk.write('not', 1)
        disk.truncate('log', 1)
        disk.append('log', 'c')
      },
    })
    scenario.run(1, {}, { faults: [{ kind: 'crash', node: 0, disk, atUs: 10, durationUs: 10 }] })
    return seen[1]
  }

  it('keep everything, what was synced, or nothing, as the crash says', () => {
    expect(survivors('kept')).toEqual([2, 1, ['a', 'c']])
    expect(survivors('unsynced-lost')).toEqual([1, undefined, ['a', 'b']])
    expect(survivors('wiped')).toEqual([undefined, undefined, []])
  })

  it('that are full stop a node that must write, until there is space', () => {
    const { scenario, heard } = echoCluster({
      start: (context) => context.setTimer(0, 100_000),
      timer: ({ disk }) => disk.write('x', 1),
    })
    scenario.run(1, {}, { faults: [{ kind: 'disk-full', node: 0, atUs: 50_000, durationUs: 200_000 }] })
    expect(ms(heard, 0)).toEqual(['0 start', '100 timer 0 0', '250 start', '350 timer 0 0'])
  })
})

describe('clients', () => {
  const workload = {
    ratePerS: 20,
    timeoutUs: 50_000,
    make: (n: number) => ({ name: 'ask', value: n, node: 0 }),
  }

  it('hear the first answer, and none counts as unknown', () => {
    const { scenario } = echoCluster({
      setup: { workload },
      request: (context, { id }) => {
        if (id % 3 === 0) context.reply(id, 'ok', 'first')
        if (id % 3 === 1) context.reply(id, 'fail')
        context.reply(id - (id % 3), 'unknown')
      },
    })
    const { metrics, operations } = scenario.run(1, {}, { faults: [] })
    const { operations_ok: ok = 0, operations_failed: failed = 0, operations_unknown: unknown = 0 } = metrics
    expect(operations).toBeGreaterThan(10)
    expect(ok).toBe(Math.ceil(operations / 3))
    expect(failed + unknown + ok).toBeGreaterThanOrEqual(operations - 1)
    expect(unknown).toBeGreaterThan(2)
  })

  it('are refused at once by a node that is down', () => {
    const crash: Fault = { kind: 'crash', node: 0, disk: 'kept', atUs: 1, durationUs: 990_000 }
    const { scenario } = echoCluster({ setup: { workload } })
    const { metrics } = scenario.run(1, {}, { faults: [crash] })
    expect(metrics['operations_failed']).toBeGreaterThan(10)
    expect(metrics['operations_unknown']).toBe(0)
  })

  it('keep their numbers and times when some are left out', () => {
    const run = (operations?: number[]) => {
      const cluster = echoCluster({ setup: { workload } })
      const result = cluster.scenario.run(3, {}, { faults: [], ...(operations && { operations }) })
      return { ...result, requests: ms(cluster.heard, 0).filter((line) => line.includes('request')) }
    }
    const all = run()
    expect(run([2, 5]).requests).toEqual([all.requests[2], all.requests[5]])
    expect(run([2, 5]).operations).toBe(all.operations)
  })

  it('come in a wave when the load fault says so, without moving the others', () => {
    const run = (faults: Fault[]) => {
      const { scenario, heard } = echoCluster({ setup: { workload } })
      scenario.run(3, {}, { faults })
      return ms(heard, 0).filter((line) => line.includes('request'))
    }
    const more = run([{ kind: 'load', count: 4, atUs: 300_000, durationUs: 100_000 }])
    expect(more.filter((line) => line.includes('request 10000'))).toEqual([
      '300 request 1000000',
      '325 request 1000001',
      '350 request 1000002',
      '375 request 1000003',
    ])
    expect(more.filter((line) => !line.includes('request 10000'))).toEqual(run([]))
  })

  it('must get answers again when the faults are over', () => {
    const setup = { workload, recoversWithinUs: 100_000, healUs: 300_000 }
    const answering = echoCluster({ setup, request: (context, { id }) => context.reply(id, 'ok') })
    expect(answering.scenario.run(1, {}, { faults: [] }).violations).toEqual([])
    const mute = echoCluster({ setup })
    const [violation] = mute.scenario.run(1, {}, { faults: [] }).violations
    expect(violation?.invariant).toBe('recovers')
    expect(violation?.story.at(-1)).toBe('broken: it recovers')
  })
})

describe('rules', () => {
  const rule: FaultRule = {
    kind: 'when',
    moment: 'greeted',
    nth: 2,
    strike: 'crash',
    afterUs: 1,
    durationUs: 5000,
  }
  const run = (faults: readonly (Fault | FaultRule)[]) => {
    const { scenario, heard } = echoCluster({
      start: (context) => context.setTimer(0, 10_000),
      timer: (context) => {
        context.moment('greeted')
        context.setTimer(0, 10_000)
      },
    })
    return { result: scenario.run(1, {}, { faults }), heard }
  }

  it('strike the node at the moment for which they wait', () => {
    const { result } = run([rule])
    expect(result.faults).toEqual([
      { kind: 'crash', node: 1, disk: 'unsynced-lost', atUs: 10_001, durationUs: 5000 },
    ])
    expect(result.coverage['greeted']).toBeGreaterThan(2)
  })

  it('give a schedule that repeats the run without them', () => {
    const { result, heard } = run([rule])
    const again = run(result.faults)
    expect(again.result.traceHash).toBe(result.traceHash)
    expect(again.heard).toEqual(heard)
  })
})

describe('a run', () => {
  it('is the same whether or not it is watched', () => {
    const run = (tracing: boolean) => ticking([]).scenario.run(5, {}, { tracing })
    expect(run(true).traceHash).toBe(run(false).traceHash)
    expect(run(true).trace?.messages.length).toBeGreaterThan(5)
    expect(run(false).trace).toBeUndefined()
  })

  it('is run again for its trace, and only when somebody asks for that, once', () => {
    const { scenario, heard } = echoCluster({})
    const result = scenario.run(5, {}, { tracing: true })
    const once = heard.length
    expect(result.trace?.nodes).toHaveLength(2)
    expect(heard.length).toBe(2 * once)
    expect(structuredClone(result).trace).toEqual(result.trace)
    expect(heard.length).toBe(2 * once)
  })

  it('that is not the same again gives no trace', () => {
    let runs = 0
    const { scenario } = echoCluster({
      start: (context) => {
        runs += 1
        if (runs > 2) context.send(1, { type: 'echo', n: 0 })
      },
    })
    const result = scenario.run(5, {}, { tracing: true })
    expect(() => result.trace).toThrow('seed 5 gave two different runs')
  })

  it('shows now and then that it goes on', () => {
    const { scenario } = echoCluster({
      start: (context) => context.send(1 - context.id, { type: 'echo', n: 0 }),
      message: (context, from, n) => context.send(from, { type: 'echo', n: n + 1 }),
      setup: { latency: { kind: 'fixed', minUs: 100 } },
    })
    let beats = 0
    const run = scenario.run(1, {}, { faults: [], beat: () => (beats += 1) })
    expect(run.events).toBeGreaterThan(10_000)
    expect(Math.abs(beats - run.events / 1024)).toBeLessThan(2)
  })

  it('that does not end by itself is stopped', () => {
    const { scenario } = echoCluster({
      start: (context) => context.send(1 - context.id, { type: 'echo', n: 0 }),
      message: (context, from, n) => context.send(from, { type: 'echo', n: n + 1 }),
    })
    expect(scenario.run(1, {}, { faults: [], maxEvents: 20 })).toMatchObject({
      end: 'out-of-events',
      events: 20,
    })
  })

  it('refuses a fault on a node that there is not, and says which there are', () => {
    const { scenario } = echoCluster({})
    const faults: Fault[] = [{ kind: 'pause', node: 2, atUs: 1, durationUs: 1 }]
    expect(() => scenario.run(1, {}, { faults })).toThrow('names node 2, but echo has the nodes 0 to 1')
  })
})
