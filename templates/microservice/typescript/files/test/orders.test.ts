import { beforeEach, describe, expect, test } from 'vitest'
import type { FakeDependencies } from '../tools/fake-dependencies/fake-dependencies.ts'
import { ORDER, startFakes, startService } from './helpers.ts'

let fakes: FakeDependencies
let service: Awaited<ReturnType<typeof startService>>

beforeEach(async () => {
  fakes = await startFakes()
  service = await startService(fakes)
})

describe('placing an order', () => {
  test('reserves, charges and answers 201 with the paid order', async () => {
    const answer = await service.put('a1')
    expect(answer.statusCode).toBe(201)
    expect(answer.json()).toEqual({ id: 'a1', ...ORDER, status: 'paid', paymentId: 'payment-a1' })
    expect(fakes.reserved.get('a1')).toBe(ORDER.quantity)
  })

  test('has the customer told', async () => {
    await service.put('a1')
    await expect.poll(() => fakes.sent.get('a1-paid')).toBe('Your order is on its way.')
  })

  test('again with the same contents answers 200 and charges nothing', async () => {
    await service.put('a1')
    expect((await service.put('a1')).statusCode).toBe(200)
    expect(fakes.requests.payments).toBe(1)
  })

  test('twice at once charges once', async () => {
    const answers = await Promise.all([service.put('a1'), service.put('a1')])
    expect(answers.map(({ statusCode }) => statusCode >= 200 && statusCode < 300)).toEqual([
      true,
      true,
    ])
    expect([...fakes.charged]).toEqual([['a1', ORDER.amountCents]])
  })

  test('again with other contents answers 409', async () => {
    await service.put('a1')
    expect((await service.put('a1', { ...ORDER, quantity: 3 })).statusCode).toBe(409)
  })

  test('with a declined card answers 402 and gives the stock back', async () => {
    fakes.modes.payments = 'refuse'
    const answer = await service.put('a1')
    expect(answer.statusCode).toBe(402)
    expect(answer.json()).toMatchObject({ status: 'declined', declineReason: 'insufficient funds' })
    expect([...fakes.reserved]).toEqual([])
  })

  test('without stock answers 409 and charges nothing', async () => {
    fakes.modes.stock = 'refuse'
    const answer = await service.put('a1')
    expect(answer.statusCode).toBe(409)
    expect(answer.json()).toMatchObject({ status: 'out-of-stock' })
    expect(fakes.requests.payments).toBe(0)
  })

  test.each([
    ['a body that is no JSON', '{"item":'],
    ['no item', { quantity: 1, amountCents: 1 }],
    ['a quantity of 0', { ...ORDER, quantity: 0 }],
    ['half a cent', { ...ORDER, amountCents: 0.5 }],
    ['a field we do not know', { ...ORDER, coupon: 'X' }],
  ])('with %s answers 400 and charges nothing', async (_, body) => {
    expect((await service.put('a1', body)).statusCode).toBe(400)
    expect(fakes.requests.payments).toBe(0)
  })

  test('under an id with odd characters answers 400', async () => {
    expect((await service.put('a%20b')).statusCode).toBe(400)
  })

  test('with a body above 16 KiB answers 413', async () => {
    expect((await service.put('a1', { ...ORDER, item: 'x'.repeat(20_000) })).statusCode).toBe(413)
  })
})

describe('while a service gives no answer', () => {
  test.each(['payments', 'stock'] as const)('(%s) an order stays pending', async (name) => {
    fakes.modes[name] = 'fail'
    await service.put('a1')
    expect((await service.get('/orders/a1')).json()).toMatchObject({ status: 'pending' })
  })

  test('(notifications) orders are paid, and the customer is told later', async () => {
    fakes.modes.notifications = 'fail'
    expect((await service.put('a1')).statusCode).toBe(201)
    fakes.modes.notifications = 'ok'
    await expect.poll(() => [...fakes.sent.keys()], { timeout: 5000 }).toEqual(['a1-paid'])
  })
})

describe('the service', () => {
  test('answers 404 for an order it does not have', async () => {
    expect((await service.get('/orders/none')).statusCode).toBe(404)
  })

  test('is live, and ready even while payments fails', async () => {
    fakes.modes.payments = 'fail'
    await service.put('a1')
    expect((await service.get('/health/live')).statusCode).toBe(200)
    expect((await service.get('/health/ready')).json()).toMatchObject({ status: 'ready' })
  })

  test('counts its requests by route and status', async () => {
    await service.put('a1')
    const series =
      'http_request_duration_seconds_count{method="PUT",route="/orders/:id",status="201"}'
    expect(await service.metric(series)).toBe(1)
  })
})
