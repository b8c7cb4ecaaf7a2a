import { describe, expect, test } from 'vitest'
import { askQuorum, NoQuorum } from '../src/replication/quorum.ts'
import { StaleEpoch } from '../src/replication/replica.ts'

const never = () => new Promise<never>(() => {})
const answering =
  (...nodes: string[]) =>
  (node: string) =>
    nodes.includes(node) ? Promise.resolve(node) : never()
const failing =
  (...nodes: string[]) =>
  (node: string) =>
    nodes.includes(node) ? Promise.reject(new Error('down')) : Promise.resolve(node)

describe('a quorum', () => {
  test('is there when a majority has answered, and waits for nobody else', async () => {
    const answers = await askQuorum([['a', 'b', 'c']], answering('a', 'c'))
    expect([...answers.keys()]).toEqual(['a', 'c'])
  })

  test('of two groups is a majority of each', async () => {
    const groups = [
      ['a', 'b', 'c'],
      ['c', 'd', 'e'],
    ]
    const answers = await askQuorum(groups, answering('b', 'c', 'd'))
    expect([...answers.keys()].sort()).toEqual(['b', 'c', 'd'])
    await expect(askQuorum(groups, failing('d', 'e'))).rejects.toBeInstanceOf(NoQuorum)
  })

  test.each([
    [['a'], ['a']],
    [['a', 'b'], ['b']],
    [
      ['a', 'b', 'c'],
      ['a', 'c'],
    ],
    [
      ['a', 'b', 'c', 'd'],
      ['c', 'd'],
    ],
  ])('of %j is out of reach without %j', async (group, gone) => {
    await expect(askQuorum([group], failing(...gone))).rejects.toBeInstanceOf(NoQuorum)
    expect((await askQuorum([group], failing(...gone.slice(1)))).size).toBeGreaterThan(0)
  })

  test('ends when a replica says that the placement is old', async () => {
    const ask = (node: string) => (node === 'b' ? Promise.reject(new StaleEpoch()) : never())
    await expect(askQuorum([['a', 'b', 'c']], ask)).rejects.toBeInstanceOf(StaleEpoch)
  })
})
