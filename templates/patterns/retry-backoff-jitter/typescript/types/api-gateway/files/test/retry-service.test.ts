import { expect, test } from 'vitest'
import { startFakes, startService } from './helpers.ts'

test('what may come twice is sent again, and the retries are counted', async () => {
  const fakes = await startFakes()
  const service = await startService(fakes)
  fakes.modes.orders = 'fail'
  await service.put('a1')
  expect(fakes.requests.orders).toBe(3)
  expect(await service.metric('http_retries_total{dependency="orders"}')).toBe(2)
})

test('a POST is sent once, unless its client gave it a key', async () => {
  const fakes = await startFakes()
  const service = await startService(fakes)
  fakes.modes.orders = 'fail'
  await service.post('/orders', { item: 'tea' })
  expect(fakes.requests.orders).toBe(1)
  await service.post('/orders', { item: 'tea' }, { 'idempotency-key': 'order-of-tea' })
  expect(fakes.requests.orders).toBe(4)
})
