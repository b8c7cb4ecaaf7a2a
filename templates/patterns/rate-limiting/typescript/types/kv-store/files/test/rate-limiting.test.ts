import { expect, test } from 'vitest'
import { startNodes } from './helpers.ts'

test('a client beyond its share is refused with 429, and the other nodes are not', async () => {
  const [node] = await startNodes(1, { RATE_LIMIT_MAX: 3, RATE_LIMIT_WINDOW_MS: 60_000 })
  for (const key of ['a1', 'a2', 'a3']) expect((await node?.put(key, 1))?.status).toBe(201)
  const refused = await node?.put('a4', 1)
  expect(refused).toMatchObject({ status: 429, body: { error: { code: 'rate-limited' } } })
  expect(await node?.metric('rate_limited_requests_total')).toBe(1)
  const between = await node?.send('GET', '/replica/keys?limit=10')
  expect(between).toMatchObject({ status: 200, body: { keys: ['a1', 'a2', 'a3'] } })
})
