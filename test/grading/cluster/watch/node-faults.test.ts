import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ClusterFault } from '../../../../src/grading/cluster/faults/fault.ts'
import { toCluster, toScreen } from '../../../../src/grading/cluster/watch/node-faults.ts'

const NODES = ['n0', 'n1', 'n2', 'n3', 'n4']
const SPAN = { fromUs: 1000, toUs: 10_001_000 }

const when = fc
  .tuple(fc.integer({ min: 0, max: 9_999_000 }), fc.integer({ min: 1, max: 5_000_000 }))
  .map(([fromUs, forUs]) => ({ fromMs: fromUs / 1000, toMs: (fromUs + forUs) / 1000 }))
const node = fc.constantFrom(...NODES)
const end = fc.constantFrom(...NODES, 'lin-kv')
const pair = fc.tuple(end, end).filter(([a, b]) => a !== b)

/** Faults of one node, and cuts of any kind: what a seed can draw, one node a fault. */
const fault: fc.Arbitrary<ClusterFault> = fc.oneof(
  fc.tuple(when, node, fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined })).map(
    ([times, name, midStep]): ClusterFault => ({
      ...{ kind: 'kill', ...times, nodes: [name] },
      ...(midStep === undefined ? {} : { midStep }),
    }),
  ),
  fc.tuple(when, node).map(([times, name]): ClusterFault => ({ kind: 'pause', ...times, nodes: [name] })),
  fc
    .tuple(when, node)
    .map(([times, name]): ClusterFault => ({ kind: 'slow', ...times, nodes: [name], times: 10 })),
  fc
    .tuple(when, fc.uniqueArray(pair, { minLength: 1, maxLength: 8, selector: ([a, b]) => `${a}>${b}` }))
    .map(([times, cuts]): ClusterFault => ({ kind: 'partition', ...times, cuts, shape: '' })),
)

/** What is done to the cluster, however many faults it is written as. */
function done(faults: readonly ClusterFault[]) {
  return faults
    .flatMap((one) =>
      one.kind === 'partition'
        ? one.cuts.map(([a, b]) => `${a}>${b} ${one.fromMs} ${one.toMs}`)
        : [JSON.stringify(one, Object.keys(one).sort())],
    )
    .sort()
}

describe('faults on the screen', () => {
  it('come back from the screen as they went to it', () => {
    fc.assert(
      fc.property(fc.array(fault, { maxLength: 4 }), (faults) => {
        expect(done(toCluster(toScreen(faults, NODES, SPAN), NODES, SPAN))).toEqual(done(faults))
      }),
    )
  })

  it('show a partition of two sides as one, and a ring as links', () => {
    const times = { fromMs: 0, toMs: 1 }
    const sides: [string, string][] = ['n1', 'n2', 'n3', 'n4'].flatMap((other): [string, string][] => [
      ['n0', other],
      [other, 'n0'],
    ])
    expect(toScreen([{ kind: 'partition', ...times, cuts: sides, shape: '' }], NODES, SPAN)).toMatchObject([
      { kind: 'partition', side: [0], atUs: 1000, durationUs: 1000 },
    ])
    const oneWay: ClusterFault = { kind: 'partition', ...times, cuts: [['n0', 'n1']], shape: '' }
    expect(toScreen([oneWay], NODES, SPAN)).toMatchObject([{ kind: 'link', from: [0], to: [1], loss: 1 }])
  })

  it('are as many after a journey to the screen and back, whatever they cut', () => {
    const times = { fromMs: 0, toMs: 1 }
    const ring: [string, string][] = NODES.map((name, at) => [name, NODES[(at + 2) % 5] ?? ''])
    const fault: ClusterFault = { kind: 'partition', ...times, cuts: ring, shape: 'ring' }
    expect(toScreen([fault], NODES, SPAN)).toHaveLength(5)
    expect(toCluster(toScreen([fault], NODES, SPAN), NODES, SPAN)).toEqual([fault])
  })

  it('strike when the clients begin, where they were to strike before', () => {
    const early = { kind: 'pause', node: 1, atUs: 1, durationUs: 2000 } as const
    expect(toCluster([early], NODES, SPAN)).toEqual([
      { kind: 'pause', nodes: ['n1'], fromMs: 0, toMs: 1.001 },
    ])
  })

  it.each([
    ['a wiped disk', { kind: 'crash', node: 0, disk: 'wiped', atUs: 5, durationUs: 5 }, /what it saved/],
    ['a service', { kind: 'crash', node: 5, disk: 'kept', atUs: 5, durationUs: 5 }, /service/],
    ['a slow link', { kind: 'link', from: [0], delayUs: 5, atUs: 5, durationUs: 5 }, /worse but not cut/],
    ['a full disk', { kind: 'disk-full', node: 0, atUs: 5, durationUs: 5 }, /disk-full/],
    ['a time when all is over', { kind: 'pause', node: 0, atUs: 10_001_000, durationUs: 5 }, /settle/],
  ] as const)('refuse %s in plain words', (_, fault, words) => {
    expect(() => toCluster([fault], NODES, SPAN)).toThrow(words)
  })
})
