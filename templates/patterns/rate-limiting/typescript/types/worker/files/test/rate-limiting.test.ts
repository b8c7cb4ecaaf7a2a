import { expect, test } from 'vitest'
import { startFakes, startService } from './helpers.ts'

test('a client beyond its share is refused with 429 and told when to come back', async () => {
  const limits = { RATE_LIMIT_MAX: 3, RATE_LIMIT_WINDOW_MS: 60_000 }
  const service = await startService(await startFakes(), limits)
  for (const id of ['a1', 'a2', 'a3']) expect((await service.put(id)).statusCode).toBe(202)
  const refused = await service.put('a4')
  expect(refused.statusCode).toBe(429)
  expect(refused.json()).toMatchObject({ error: { code: 'rate-limited' } })
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(1)
  expect(await service.metric('rate_limited_requests_total')).toBe(1)
  expect((await service.get('/health/ready')).statusCode).toBe(200)
})

test('the share is there again when the window is over', async () => {
  const limits = { RATE_LIMIT_MAX: 1, RATE_LIMIT_WINDOW_MS: 100 }
  const service = await startService(await startFakes(), limits)
  await service.put('a1')
  await expect
    .poll(async () => (await service.put('a2')).statusCode, { interval: 50, timeout: 5000 })
    .toBe(202)
})
