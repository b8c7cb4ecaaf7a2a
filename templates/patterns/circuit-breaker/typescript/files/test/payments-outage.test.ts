import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type FakePayments, startFakePayments } from '../tools/fake-payments/fake-payments.ts'
import { ORDER, startService } from './helpers.ts'

let fake: FakePayments
let service: ReturnType<typeof startService>

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: 0 })
  fake = await startFakePayments()
  service = startService(fake, { BREAKER_MINIMUM_CALLS: 3, BREAKER_OPEN_MS: 8000 })
})
afterEach(async () => {
  vi.useRealTimers()
  await service.close()
  await fake.close()
})

const paymentsState = async () => (await service.get('/health/ready')).json().dependencies.payments

test('an outage of payments opens the breaker, fails fast, and is over when payments is back', async () => {
  await service.put('before')
  fake.mode = 'fail'
  for (const id of ['a1', 'a2', 'a3']) expect((await service.put(id)).statusCode).toBe(503)
  expect(await paymentsState()).toBe('open')

  const asked = fake.requests
  const refused = await service.put('a4')
  expect(refused.statusCode).toBe(503)
  expect(refused.headers['retry-after']).toBe('8')
  expect(fake.requests).toBe(asked)
  expect((await service.get('/orders/before')).json()).toMatchObject({ status: 'paid' })

  fake.mode = 'ok'
  vi.setSystemTime(8000)
  expect((await service.put('a1')).json()).toMatchObject({ status: 'paid' })
  expect(await paymentsState()).toBe('closed')
  for (const id of ['a2', 'a3', 'a4']) await service.put(id)
  expect(Object.fromEntries(fake.charged)).toEqual({
    before: ORDER.amountCents,
    a1: ORDER.amountCents,
    a2: ORDER.amountCents,
    a3: ORDER.amountCents,
    a4: ORDER.amountCents,
  })
})
