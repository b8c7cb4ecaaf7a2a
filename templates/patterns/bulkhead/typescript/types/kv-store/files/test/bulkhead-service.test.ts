import { expect, test } from 'vitest'
import { startFakeNode } from './fake-node.ts'
import { startNodes } from './helpers.ts'

test('a request that finds no place to the other nodes is refused, and they are not asked', async () => {
  const others = [await startFakeNode('hang'), await startFakeNode('hang')]
  const limits = { BULKHEAD_CONCURRENT: 1, BULKHEAD_QUEUED: 0, PEER_TIMEOUT_MS: 1500 }
  const [node] = await startNodes(1, limits, others)
  const first = node?.get('a1')
  await expect.poll(() => others.map(({ requests }) => requests.length)).toEqual([1, 1])
  expect((await node?.get('a2'))?.status).toBe(503)
  expect(others.map(({ requests }) => requests.length)).toEqual([1, 1])
  expect((await first)?.status).toBe(503)
})
