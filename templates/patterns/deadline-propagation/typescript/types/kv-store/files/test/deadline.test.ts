import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { DEADLINE_HEADER } from '../src/patterns/deadline.ts'
import { startFakeNode } from './fake-node.ts'
import { startNodes } from './helpers.ts'

describe('the deadline of a request', () => {
  test('is told to the other nodes, and ends calls that would take longer', async () => {
    const others = [await startFakeNode('hang'), await startFakeNode('hang')]
    const limits = { PEER_TIMEOUT_MS: 10_000, REQUEST_DEADLINE_MS: 300 }
    const [node] = await startNodes(1, limits, others)
    const startedAt = performance.now()
    expect([503, 504]).toContain((await node?.get('a1'))?.status)
    expect(performance.now() - startedAt).toBeLessThan(5000)
    const told = Number(others[0]?.lastHeaders[DEADLINE_HEADER])
    expect(told).toBeGreaterThan(0)
    expect(told).toBeLessThanOrEqual(300)
  })

  test('leaves those alone that have enough time', async () => {
    const [node] = await startNodes(3)
    expect((await node?.put('a1', 1))?.status).toBe(201)
    expect((await node?.get('a1'))?.status).toBe(200)
  })

  test('does not bind a repair, which takes as long as it takes', async () => {
    const limits = { PEER_TIMEOUT_MS: 10_000, REQUEST_DEADLINE_MS: 1 }
    const [node] = await startNodes(3, limits)
    const entry = { counter: 1, writer: randomUUID(), value: '1' }
    await node?.send('PUT', '/replica/entries/a?epoch=1', entry)
    const report = await node?.send('POST', '/repair')
    expect(report).toMatchObject({ status: 200, body: { keys: 1, repaired: 2, failed: 0 } })
    // Any other request is over by then.
    expect([503, 504]).toContain((await node?.get('a'))?.status)
  })
})
