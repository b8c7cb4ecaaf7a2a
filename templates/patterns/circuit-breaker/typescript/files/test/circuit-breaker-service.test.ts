import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startFakes, startService } from './helpers.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: 0 }))
afterEach(() => void vi.useRealTimers())

test('an outage of payments opens its breaker alone, and is over when payments is back', async () => {
  const fakes = await startFakes()
  const service = await startService(fakes, { BREAKER_MINIMUM_CALLS: 3, BREAKER_OPEN_MS: 8000 })
  const states = async () => (await service.get('/health/ready')).json().parts
  fakes.modes.payments = 'fail'
  // Each of them fails once at least, however often it is tried.
  for (const id of ['a1', 'a2', 'a3']) await service.put(id)
  expect(await states()).toMatchObject({ payments: 'open', stock: 'closed' })
  expect(await service.metric('circuit_breaker_state{dependency="payments"}')).toBe(2)

  const asked = fakes.requests.payments
  await service.put('a4')
  expect(fakes.requests.payments).toBe(asked)

  fakes.modes.payments = 'ok'
  vi.setSystemTime(8000)
  expect((await service.put('a1')).json()).toMatchObject({ status: 'paid' })
  expect(await states()).toMatchObject({ payments: 'closed' })
})
