import { expect, test } from 'vitest'
import { startFakeNode } from './fake-node.ts'
import { startNodes } from './helpers.ts'

test('a node that fails is left alone, keys are served all the same, and it is asked again when it is back', async () => {
  const third = await startFakeNode('fail')
  const limits = { BREAKER_MINIMUM_CALLS: 3, BREAKER_OPEN_MS: 1000 }
  const [node] = await startNodes(2, limits, [third])
  const stateOf = async (name: string) => {
    const { body } = (await node?.send('GET', '/health/ready')) ?? {}
    return (body as { parts: Record<string, string> }).parts[name]
  }
  let writes = 0
  const write = async () => {
    writes += 1
    expect((await node?.put(`key-${writes}`, writes))?.status).toBe(201)
  }
  await expect
    .poll(async () => write().then(() => stateOf('node-3')), { timeout: 10_000, interval: 1 })
    .toBe('open')
  expect(await stateOf('node-2')).toBe('closed')
  const asked = third.requests.length
  await write()
  expect(third.requests.length).toBe(asked)

  third.mode = 'ok'
  await expect
    .poll(async () => write().then(() => stateOf('node-3')), { timeout: 10_000, interval: 50 })
    .toBe('closed')
})
