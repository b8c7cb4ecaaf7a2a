import { expect, test } from 'vitest'
import { startFakeNode } from './fake-node.ts'
import { startNodes } from './helpers.ts'

test('a node that fails for a moment is asked again, and the write is acknowledged', async () => {
  const second = await startFakeNode('fail')
  const pauses = { RETRY_COUNT: 10, RETRY_INITIAL_MS: 50, RETRY_MAX_MS: 100 }
  const [node] = await startNodes(1, pauses, [second, await startFakeNode('hang')])
  const written = node?.put('a1', 1)
  await expect.poll(() => second.requests.length, { interval: 1 }).toBeGreaterThan(0)
  second.mode = 'ok'
  expect((await written)?.status).toBe(201)
  expect(await node?.metric('http_retries_total{dependency="node-2"}')).toBeGreaterThan(0)
})
