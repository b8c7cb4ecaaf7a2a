import { expect, test } from 'vitest'
import { startFakes, startService } from './helpers.ts'

test('a client beyond its share is refused with 429 and told when to come back', async () => {
  const fakes = await startFakes()
  const limits = { RATE_LIMIT_MAX: 3, RATE_LIMIT_WINDOW_MS: 60_000 }
  const service = await startService(fakes, limits)
  for (const id of ['a1', 'a2', 'a3']) expect((await service.put(id)).statusCode).toBe(201)
  const refused = await service.put('a4')
  expect(refused.statusCode).toBe(429)
  expect(refused.json()).toMatchObject({ error: { code: 'rate-limited' } })
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(1)
  expect(fakes.requests.orders).toBe(3)
  expect(await service.metric('rate_limited_requests_total')).toBe(1)
  expect((await service.get('/health/ready')).statusCode).toBe(200)
})

test('guessing tokens counts, too', async () => {
  const fakes = await startFakes()
  const service = await startService(fakes, { RATE_LIMIT_MAX: 2, RATE_LIMIT_WINDOW_MS: 60_000 })
  const guess = async () => (await service.get('/orders', { authorization: 'Bearer x' })).statusCode
  expect([await guess(), await guess(), await guess()]).toEqual([401, 401, 429])
})
