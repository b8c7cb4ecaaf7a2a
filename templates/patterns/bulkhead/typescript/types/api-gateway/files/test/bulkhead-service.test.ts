import { expect, test } from 'vitest'
import { startFakes, startService } from './helpers.ts'

test('a request that finds no place is refused, and what needs another service is not', async () => {
  const fakes = await startFakes()
  const limits = { BULKHEAD_CONCURRENT: 1, BULKHEAD_QUEUED: 0, UPSTREAM_TIMEOUT_MS: 300 }
  const service = await startService(fakes, limits)
  fakes.modes.orders = 'hang'
  const first = service.put('a1')
  await expect.poll(() => fakes.requests.orders).toBe(1)
  expect((await service.put('a2')).statusCode).toBe(503)
  expect(fakes.requests.orders).toBe(1)
  expect((await service.get('/customers/c1')).statusCode).toBe(200)
  fakes.modes.orders = 'ok'
  await first
})
