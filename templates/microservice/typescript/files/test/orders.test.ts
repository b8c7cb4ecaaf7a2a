import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type FakePayments, startFakePayments } from '../tools/fake-payments/fake-payments.ts'
import { ORDER, startService } from './helpers.ts'

let fake: FakePayments
let service: ReturnType<typeof startService>

beforeEach(async () => {
  fake = await startFakePayments()
  service = startService(fake)
})
afterEach(async () => {
  await service.close()
  await fake.close()
})

describe('placing an order', () => {
  test('charges and answers 201 with the paid order', async () => {
    const answer = await service.put('a1')
    expect(answer.statusCode).toBe(201)
    expect(answer.json()).toEqual({ id: 'a1', ...ORDER, status: 'paid', paymentId: 'payment-a1' })
  })

  test('again with the same contents answers 200 and charges nothing', async () => {
    await service.put('a1')
    expect((await service.put('a1')).statusCode).toBe(200)
    expect(fake.requests).toBe(1)
  })

  test('again with other contents answers 409', async () => {
    await service.put('a1')
    expect((await service.put('a1', { ...ORDER, quantity: 3 })).statusCode).toBe(409)
  })

  test('with a declined card answers 402', async () => {
    fake.mode = 'decline'
    const answer = await service.put('a1')
    expect(answer.statusCode).toBe(402)
    expect(answer.json()).toMatchObject({ status: 'declined', declineReason: 'insufficient funds' })
  })

  test('without an answer from payments leaves it pending, and the same request pays it later', async () => {
    fake.mode = 'fail'
    const failed = await service.put('a1')
    expect(failed.statusCode).toBe(503)
    expect(Number(failed.headers['retry-after'])).toBeGreaterThanOrEqual(1)
    expect((await service.get('/orders/a1')).json()).toMatchObject({ status: 'pending' })

    fake.mode = 'ok'
    expect((await service.put('a1')).json()).toMatchObject({ status: 'paid' })
    expect([...fake.charged]).toEqual([['a1', ORDER.amountCents]])
  })

  test.each([
    ['a body that is no JSON', '{"item":'],
    ['no item', { quantity: 1, amountCents: 1 }],
    ['a quantity of 0', { ...ORDER, quantity: 0 }],
    ['half a cent', { ...ORDER, amountCents: 0.5 }],
    ['a field we do not know', { ...ORDER, coupon: 'X' }],
  ])('with %s answers 400 and charges nothing', async (_, body) => {
    expect((await service.put('a1', body)).statusCode).toBe(400)
    expect(fake.requests).toBe(0)
  })

  test('under an id with odd characters answers 400', async () => {
    expect((await service.put('a%20b')).statusCode).toBe(400)
  })

  test('with a body above 16 KiB answers 413', async () => {
    expect((await service.put('a1', { ...ORDER, item: 'x'.repeat(20_000) })).statusCode).toBe(413)
  })
})

describe('the service', () => {
  test('answers 404 for an order it does not have', async () => {
    expect((await service.get('/orders/none')).statusCode).toBe(404)
  })

  test('is live, and ready even while payments fails', async () => {
    fake.mode = 'fail'
    await service.put('a1')
    expect((await service.get('/health/live')).statusCode).toBe(200)
    expect((await service.get('/health/ready')).json()).toMatchObject({ status: 'ready' })
  })
})
