import { describe, expect, it } from 'vitest'
import { drawFaults } from '../../../src/grading/cluster/faults/draw-faults.ts'
import { FAULT_KINDS } from '../../../src/grading/cluster/faults/fault.ts'
import { Links } from '../../../src/grading/cluster/network/links.ts'
import { Network, type Passed, senderOf } from '../../../src/grading/cluster/network/network.ts'
import { TOPOLOGIES, topology } from '../../../src/grading/cluster/network/topology.ts'
import { MessageCounter } from '../../../src/grading/cluster/statistics.ts'
import { readMessage } from '../../../src/grading/cluster/wire/message.ts'

const five = ['n0', 'n1', 'n2', 'n3', 'n4']

describe('topologies', () => {
  it.each(TOPOLOGIES)('%s joins all nodes, and each neighbour knows of the other', (name) => {
    for (let count = 1; count <= 26; count += 1) {
      const nodes = Array.from({ length: count }, (_, at) => `n${at}`)
      const made = topology(name, nodes)
      const reached = new Set(['n0'])
      for (const node of reached) for (const other of made[node] ?? []) reached.add(other)
      expect(reached.size).toBe(count)
      for (const node of nodes) {
        for (const other of made[node] ?? []) expect(made[other]).toContain(node)
        expect(made[node]).not.toContain(node)
      }
    }
  })

  it('a grid has at most four neighbours, a line two, a tree3 four', () => {
    const nodes = Array.from({ length: 25 }, (_, at) => `n${at}`)
    const most = (name: 'grid' | 'line' | 'tree3' | 'total') =>
      Math.max(...Object.values(topology(name, nodes)).map((one) => one.length))
    expect([most('grid'), most('line'), most('tree3'), most('total')]).toEqual([4, 2, 4, 24])
  })
})

describe('links', () => {
  const quality = {
    latency: { meanMs: 10, distribution: 'exponential' },
    loss: 0.2,
    duplication: 0.1,
  } as const

  it('do the same for the same seed, whatever passes on other links', () => {
    const alone = new Links(7, quality)
    const busy = new Links(7, quality)
    const passages = (links: Links, noise: boolean) =>
      Array.from({ length: 50 }, () => {
        if (noise) links.passage('n2', 'n1')
        return links.passage('n0', 'n1')
      })
    expect(passages(busy, true)).toEqual(passages(alone, false))
  })

  it('lose, double and delay as often and as long as they are told', () => {
    const links = new Links(1, quality)
    const passages = Array.from({ length: 20_000 }, () => links.passage('n0', 'n1'))
    const share = (count: number) => passages.filter((one) => one.length === count).length / passages.length
    expect(share(0)).toBeCloseTo(0.2, 1)
    expect(share(2)).toBeCloseTo(0.08, 1)
    const all = passages.flat()
    expect(all.reduce((sum, one) => sum + one, 0) / all.length / 1000).toBeCloseTo(10, 0)
  })
})

describe('drawn faults', () => {
  it('begin within the run, strike a minority, and are the same for the same seed', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const plan = { kinds: FAULT_KINDS, seed, nodes: five, lastsMs: 10_000, intervalMs: 2000 }
      const faults = drawFaults(plan)
      expect(drawFaults(plan)).toEqual(faults)
      expect(new Set(faults.map((one) => one.kind))).toEqual(new Set(FAULT_KINDS))
      for (const fault of faults) {
        expect(fault.fromMs).toBeLessThan(10_000)
        expect(fault.toMs).toBeGreaterThan(fault.fromMs)
        if (fault.kind === 'partition') expect(fault.cuts.length).toBeGreaterThan(0)
        else expect(fault.nodes.length).toBeLessThan(3)
      }
    }
  })

  it('leave every node of a ring a majority that it hears', () => {
    const rings = Array.from({ length: 100 }, (_, seed) =>
      drawFaults({ kinds: ['partition'], seed, nodes: five, lastsMs: 10_000, intervalMs: 2000 }),
    )
      .flat()
      .flatMap((fault) => (fault.kind === 'partition' && fault.shape.startsWith('ring') ? [fault] : []))
    expect(rings.length).toBeGreaterThan(10)
    for (const { cuts } of rings) {
      for (const node of five) expect(cuts.filter(([from]) => from === node)).toHaveLength(2)
    }
  })
})

describe('a line of a node', () => {
  const message = { src: 'n1', dest: 'c2', body: { type: 'echo_ok', in_reply_to: 1 } }

  it('is a message whatever the order of its keys, with a msg_id of 0 or none', () => {
    const line = JSON.stringify({ body: { in_reply_to: 0, msg_id: 0, type: 'x' }, dest: 'c1', src: 'n0' })
    expect(readMessage(line)).toMatchObject({ src: 'n0', body: { msg_id: 0 } })
  })

  it.each([
    ['hello', 'it is not JSON'],
    ['', 'it is empty'],
    ['[1]', 'it is a list, not an object'],
    [JSON.stringify({ ...message, src: 3 }), 'its src is the number 3, and must be the name of the sender'],
    [JSON.stringify({ ...message, body: undefined }), 'its body is missing, and must be an object'],
    [
      JSON.stringify({ ...message, body: { type: 7 } }),
      'its body.type is the number 7, and must be a string',
    ],
    [
      JSON.stringify({ ...message, body: { type: 'x', in_reply_to: '1' } }),
      'its body.in_reply_to is the text "1"',
    ],
    [
      JSON.stringify({ ...message, extra: 1 }),
      'a message has src, dest and body, but this one also has "extra"',
    ],
    [
      `${JSON.stringify(message)}${JSON.stringify(message)}`,
      'it holds two messages: end each with a newline',
    ],
    ['\ufffd\ufffd', 'it is not UTF-8'],
  ])('%s is none, and the report says why', (line, why) => {
    expect(readMessage(line)).toMatchObject({ text: expect.stringContaining(why) })
  })
})

describe('the network', () => {
  it('tells who sent what says another sender, but for a reply to a client', () => {
    const seen: Passed[] = []
    const links = new Links(1, { latency: { meanMs: 0, distribution: 'constant' }, loss: 0, duplication: 0 })
    const after = (_: number, act: () => void) => {
      act()
      return () => {}
    }
    const network = new Network({
      timeline: { nowUs: () => 0, after, moment: () => Promise.resolve() },
      links,
      observe: (passed) => seen.push(passed),
    })
    network.attach('n1', () => {})
    network.send({ src: 'c3', dest: 'n1', body: { type: 'read' } }, 'n0')
    network.send({ src: 'n0', dest: 'n1', body: { type: 'copy' } }, 'n0')
    network.send({ src: 'n0', dest: 'c3', body: { type: 'read_ok' } }, 'n1')
    expect(seen.map(({ what, from }) => [what, from])).toEqual([
      ['sent', 'n0'],
      ['received', 'n0'],
      ['sent', undefined],
      ['received', undefined],
      ['sent', 'n1'],
      ['lost', 'n1'],
    ])
    expect(seen.map(senderOf)).toEqual(['n0', 'n0', 'n0', 'n0', 'n0', 'n0'])
    const counter = new MessageCounter()
    for (const passed of seen) counter.add(passed)
    expect(counter.counts).toEqual({
      ...{ servers: 2, clients: 1, lost: 1, cut: 0 },
      received: { servers: 2, clients: 0 },
    })
  })
})
