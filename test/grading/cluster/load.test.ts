import { describe, expect, it } from 'vitest'
import { Load } from '../../../src/grading/cluster/clients/load.ts'
import { Recorder } from '../../../src/grading/cluster/clients/recorder.ts'
import { Links } from '../../../src/grading/cluster/network/links.ts'
import { Network, type Passed } from '../../../src/grading/cluster/network/network.ts'
import { Slips } from '../../../src/grading/cluster/slips.ts'
import { VirtualTime } from '../../../src/grading/cluster/steps/virtual-time.ts'
import { sleep } from '../../../src/grading/cluster/timeline.ts'
import { linKv } from '../../../src/grading/cluster/workloads/lin-kv.ts'
import {
  type Asking,
  CRASH,
  timeoutMsOf,
  type Workload,
} from '../../../src/grading/cluster/workloads/workload.ts'
import { RandomStream } from '../../../src/lib/prng.ts'

const READ = { f: 'read', value: null }
const READ_X = { f: 'read', value: ['x', null] }
const QUALITY = { latency: { meanMs: 0, distribution: 'constant' }, loss: 0, duplication: 0 } as const

const counting: Workload = {
  id: 'counting',
  title: 'a node that says how often it was asked',
  model: 'echo',
  clientsPerNode: 1,
  reads: new Set(['read']),
  rpcs: { read: { reply: 'read_ok', keys: { value: 'integer' } } },
  deeds: { isolate: (_value, hands) => hands.cut([['n0', 'n1']]) },
  ask: () => ({ next: () => READ }),
  request: () => ({ type: 'read' }),
  answer: (_ask, reply) => reply['value'] as number,
}

/** Two clients of two nodes that answer at once; asked for half a second, and in the end, a second later. */
async function play(asking: Asking, workload: Workload = counting) {
  const time = new VirtualTime()
  const passed: Passed[] = []
  const network = new Network({
    timeline: time,
    links: new Links(1, QUALITY),
    observe: (one) => passed.push(one),
  })
  let asked = 0
  for (const node of ['n0', 'n1']) {
    network.attach(node, ({ src, body }) => {
      if (body.type !== 'read') return
      const answer = workload === linKv ? { type: 'error', code: 20 } : { type: 'read_ok', value: ++asked }
      network.send({ src: node, dest: src, body: { ...answer, in_reply_to: body.msg_id ?? 0 } })
    })
  }
  const recorder = new Recorder(time)
  const load = new Load({
    workload,
    asking,
    nodes: ['n0', 'n1'],
    clients: 2,
    rate: 40,
    timeoutMs: 1000,
    network,
    timeline: time,
    random: new RandomStream(1, 'when'),
    recorder,
    slips: new Slips(),
    skip: new Set(),
  })
  await time.run(async () => {
    load.start()
    await sleep(time, 500)
    await time.moment((done) => load.stop(done))
    await sleep(time, 1000)
    recorder.isFinal = true
    await time.moment((done) => load.finish(done))
    network.send({ src: 'n0', dest: 'n1', body: { type: 'hello' } })
    await sleep(time, 1)
  })
  const finals = recorder.events.filter((one) => one.final)
  const lastedMs = ((finals[finals.length - 1]?.timeNs ?? 0) - (finals[0]?.timeNs ?? 0)) / 1e6
  return { events: recorder.events, finals, lastedMs, passed }
}

describe('clients', () => {
  it('ask their last questions until they have none', async () => {
    const { finals } = await play({
      next: () => READ,
      final: (worker, nth) => (nth < 3 + worker ? READ : undefined),
    })
    expect(finals.filter((one) => one.type === 'ok')).toHaveLength(7)
  })

  it('ask them no longer than the cluster had to settle, and no more than about forty times', async () => {
    const { finals, lastedMs } = await play({ next: () => READ, final: () => READ })
    expect(lastedMs).toBeGreaterThan(900)
    expect(lastedMs).toBeLessThan(1030)
    expect(finals.filter((one) => one.type === 'ok').length).toBeLessThan(84)
  })

  it('do a deed on the network, and have as long again', async () => {
    const { finals, lastedMs, passed } = await play({
      next: () => READ,
      final: (worker, nth) => (worker === 0 && nth === 20 ? { f: 'isolate', value: 'n0' } : READ),
    })
    expect(finals.filter((one) => one.f === 'isolate').map((one) => one.type)).toEqual(['invoke', 'ok'])
    expect(lastedMs).toBeGreaterThan(1400)
    expect(lastedMs).toBeLessThan(1560)
    expect(passed.filter((one) => one.what === 'cut').map((one) => one.message.body.type)).toEqual(['hello'])
  })

  it('hear how each operation ended before they are asked again', async () => {
    const told: string[] = []
    await play({
      next: (worker) => {
        told.push(`next ${worker}`)
        return READ
      },
      told: (worker, _ask, { outcome }) => told.push(`told ${worker} ${outcome}`),
    })
    const ofOne = told.filter((one) => one.includes(' 1'))
    expect(ofOne.length).toBeGreaterThan(4)
    ofOne.forEach((one, at) => {
      expect(one).toBe(at % 2 === 0 ? 'next 1' : 'told 1 ok')
    })
  })

  it('crash on purpose: a new process takes the place, and the history tells of nothing else', async () => {
    const turns = [0, 0]
    const next = (worker: number) => {
      turns[worker] = (turns[worker] ?? 0) + 1
      return (turns[worker] ?? 0) % 2 === 1 ? CRASH : READ
    }
    const { events } = await play({ next })
    expect(new Set(events.map((one) => one.type))).toEqual(new Set(['invoke', 'ok']))
    expect(new Set(events.map((one) => one.process)).size).toBe(events.length / 2)
  })

  it('ask nothing in a turn in which they rest', async () => {
    const { events } = await play({ next: () => READ, rests: (worker) => worker === 0 })
    expect(new Set(events.map((one) => one.process))).toEqual(new Set([1]))
  })

  it('take the error of a missing key for nothing that is read, where the workload says so', async () => {
    const { events } = await play({ next: () => READ_X }, linKv)
    expect(events.filter((one) => one.type === 'ok').map((one) => one.value)[0]).toEqual(['x', null])
  })

  it('wait as long as the workload has it', () => {
    expect([timeoutMsOf(linKv, 0), timeoutMsOf(linKv, 300), timeoutMsOf(counting, 300)]).toEqual([
      1000, 3000, 5000,
    ])
  })
})
