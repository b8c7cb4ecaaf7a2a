import { beforeEach, describe, expect, test } from 'vitest'
import type { FakeDependencies } from '../tools/fake-dependencies/fake-dependencies.ts'
import { ORDER, startFakes, startService } from './helpers.ts'
import { lastingTestDatabase } from './test-database.ts'

let fakes: FakeDependencies
beforeEach(async () => {
  fakes = await startFakes()
})

type Service = Awaited<ReturnType<typeof startService>>
const statusOf = async (service: Service) => (await service.get('/orders/a1')).json().status
const within = { timeout: 10_000, interval: 50 }

describe('the saga of an order', () => {
  test('goes on by itself when payments is back: the client need not come again', async () => {
    const service = await startService(fakes)
    fakes.modes.payments = 'fail'
    expect((await service.put('a1')).statusCode).toBe(202)
    expect(await service.metric('sagas_unfinished')).toBe(1)
    fakes.modes.payments = 'ok'
    await expect.poll(() => statusOf(service), within).toBe('paid')
    expect([...fakes.charged]).toEqual([['a1', ORDER.amountCents]])
    expect(await service.metric('sagas_unfinished')).toBe(0)
  })

  test('goes on after a restart where the last one stopped', async () => {
    const database = { DATABASE_URL: await lastingTestDatabase() }
    const first = await startService(fakes, database)
    fakes.modes.payments = 'fail'
    await first.put('a1')
    await first.stop()
    fakes.modes.payments = 'ok'
    const reserved = fakes.requests.stock
    const second = await startService(fakes, database)
    await expect.poll(() => statusOf(second), within).toBe('paid')
    expect(fakes.requests.stock, 'the stock was reserved by the first one').toBe(reserved)
  })

  test('gives the stock back when the card is declined', async () => {
    const service = await startService(fakes)
    fakes.modes.payments = 'refuse'
    expect((await service.put('a1')).statusCode).toBe(402)
    expect(fakes.reserved.size).toBe(0)
  })

  test('is undone when payments gives no answer for too long: refunded and released', async () => {
    const service = await startService(fakes, { SAGA_GIVE_UP_MS: 1, DEPENDENCY_TIMEOUT_MS: 200 })
    await service.put('a2')
    fakes.modes.payments = 'fail'
    await service.put('a1')
    fakes.modes.payments = 'ok'
    await expect.poll(() => statusOf(service), within).toBe('declined')
    expect(fakes.reserved.has('a1')).toBe(false)
    expect(fakes.charged.has('a1')).toBe(fakes.refunded.has('a1'))
    expect(fakes.refunded.has('a2'), 'another order is left alone').toBe(false)
  })

  test('announces its outcome once', async () => {
    const service = await startService(fakes)
    await Promise.all([service.put('a1'), service.put('a1'), service.put('a1')])
    await expect.poll(() => fakes.sent.size).toBe(1)
    expect(fakes.charged.size).toBe(1)
  })
})
