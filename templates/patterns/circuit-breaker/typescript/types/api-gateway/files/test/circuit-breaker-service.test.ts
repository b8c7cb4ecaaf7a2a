import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startFakes, startService } from './helpers.ts'

// A token is fresh as long as the clock stands near the real one.
const NOW = Date.now()
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOW }))
afterEach(() => void vi.useRealTimers())

test('an outage of orders opens its breaker alone, and is over when orders is back', async () => {
  const fakes = await startFakes()
  const service = await startService(fakes, { BREAKER_MINIMUM_CALLS: 3, BREAKER_OPEN_MS: 8000 })
  const states = async () => (await service.get('/health/ready')).json().parts
  fakes.modes.orders = 'fail'
  // Each of them fails once at least, however often it is tried.
  for (const id of ['a1', 'a2', 'a3']) await service.put(id)
  expect(await states()).toMatchObject({ orders: 'open', customers: 'closed' })
  expect(await service.metric('circuit_breaker_state{dependency="orders"}')).toBe(2)

  const asked = fakes.requests.orders
  const refused = await service.put('a4')
  expect(refused.statusCode).toBe(503)
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(1)
  expect(fakes.requests.orders).toBe(asked)
  expect((await service.get('/customers/c1')).statusCode).toBe(200)
  expect((await service.get('/customers/c1/overview')).json().missing).toEqual(['orders'])

  fakes.modes.orders = 'ok'
  vi.setSystemTime(NOW + 8000)
  expect((await service.put('a1')).statusCode).toBe(201)
  expect(await states()).toMatchObject({ orders: 'closed' })
})
