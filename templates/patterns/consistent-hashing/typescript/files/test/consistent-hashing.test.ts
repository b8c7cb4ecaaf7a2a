import { describe, expect, test } from 'vitest'
import { moduloSpread } from '../src/cluster/modulo-spread.ts'
import { ringShares, ringSpread } from '../src/patterns/consistent-hashing.ts'
import { startNodes } from './helpers.ts'

const KEYS = Array.from({ length: 5000 }, (_, index) => `key-${index}`)
const nodesUpTo = (count: number) =>
  Array.from({ length: count }, (_, index) => `node-${index + 1}`)
const ring = (replicas: number, virtualNodes = 128) => ringSpread({ replicas, virtualNodes })

describe('a ring', () => {
  test('names as many different nodes as are wanted, or all there are', () => {
    const spread = ring(3)(nodesUpTo(5))
    for (const key of KEYS.slice(0, 500)) expect(new Set(spread(key)).size).toBe(3)
    expect([...ring(3)(nodesUpTo(2))('a')].sort()).toEqual(['node-1', 'node-2'])
  })

  test('is the same on every node, in whichever order the nodes are listed', () => {
    const one = ring(3)(nodesUpTo(5))
    const other = ring(3)(nodesUpTo(5).reverse())
    for (const key of KEYS.slice(0, 500)) expect(one(key)).toEqual(other(key))
  })

  test.each([2, 3, 5, 9])(
    'of %i nodes gives a new one its share, and moves nothing else',
    (count) => {
      const before = ring(1)(nodesUpTo(count))
      const after = ring(1)(nodesUpTo(count + 1))
      const moved = KEYS.filter((key) => before(key)[0] !== after(key)[0])
      expect(new Set(moved.map((key) => after(key)[0]))).toEqual(new Set([`node-${count + 1}`]))
      const fair = KEYS.length / (count + 1)
      expect(moved.length).toBeGreaterThan(fair * 0.6)
      expect(moved.length).toBeLessThan(fair * 1.4)
    },
  )

  test('changes one node at most of the replicas of a key', () => {
    const before = ring(3)(nodesUpTo(5))
    const after = ring(3)(nodesUpTo(6))
    for (const key of KEYS.slice(0, 1000)) {
      const gone = before(key).filter((node) => !after(key).includes(node))
      expect(gone.length).toBeLessThanOrEqual(1)
      expect(after(key).filter((node) => !before(key).includes(node)).length).toBe(gone.length)
    }
  })

  test('moves far less than the remainder of a division does', () => {
    const moves = (spreadOver: ReturnType<typeof ring>) => {
      const [before, after] = [spreadOver(nodesUpTo(5)), spreadOver(nodesUpTo(6))]
      return KEYS.filter((key) => before(key)[0] !== after(key)[0]).length
    }
    expect(moves(moduloSpread(1))).toBeGreaterThan(3 * moves(ring(1)))
  })

  test('is shared more evenly with more virtual nodes', () => {
    const spreadOf = (virtualNodes: number) => {
      const shares = [...ringShares(nodesUpTo(8), virtualNodes).values()]
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1)
      return Math.max(...shares) / Math.min(...shares)
    }
    expect(spreadOf(512)).toBeLessThan(spreadOf(1))
    expect(spreadOf(512)).toBeLessThan(1.5)
  })

  test('has the shares that keys find', () => {
    const nodes = nodesUpTo(4)
    const spread = ring(1)(nodes)
    for (const [node, share] of ringShares(nodes, 128)) {
      const found = KEYS.filter((key) => spread(key)[0] === node).length
      expect(found / KEYS.length).toBeCloseTo(share, 1)
    }
  })
})

test('nodes tell their shares of the ring', async () => {
  const [node] = await startNodes(2)
  const shares = await Promise.all(
    ['node-1', 'node-2'].map((name) => node?.metric(`ring_share{node="${name}"}`)),
  )
  expect((shares[0] ?? 0) + (shares[1] ?? 0)).toBeCloseTo(1)
})
