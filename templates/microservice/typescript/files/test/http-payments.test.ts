import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { httpPayments } from '../src/payments/http-payments.ts'
import { PaymentsUnavailable } from '../src/payments/payments.ts'
import { type FakePayments, startFakePayments } from '../tools/fake-payments/fake-payments.ts'

const charge = { orderId: 'order-1', amountCents: 500 }
let fake: FakePayments

beforeEach(async () => {
  fake = await startFakePayments()
})
afterEach(() => fake.close())

const client = (timeoutMs = 1000) => httpPayments({ url: fake.url, timeoutMs })

describe('the payments client', () => {
  test('reports an approved charge', async () => {
    await expect(client().charge(charge)).resolves.toEqual({
      status: 'approved',
      paymentId: 'payment-order-1',
    })
  })

  test('charges once when the same order is sent twice', async () => {
    await client().charge(charge)
    await client().charge(charge)
    expect([...fake.charged]).toEqual([['order-1', 500]])
  })

  test('reports a declined card as an answer', async () => {
    fake.mode = 'decline'
    await expect(client().charge(charge)).resolves.toEqual({
      status: 'declined',
      reason: 'insufficient funds',
    })
  })

  test('calls a 500 an outage', async () => {
    fake.mode = 'fail'
    await expect(client().charge(charge)).rejects.toThrow(PaymentsUnavailable)
  })

  test('gives up on a server that never answers', async () => {
    fake.mode = 'hang'
    await expect(client(30).charge(charge)).rejects.toThrow('no answer within 30 ms')
  })

  test('calls a refused connection an outage', async () => {
    await fake.close()
    await expect(client().charge(charge)).rejects.toThrow(PaymentsUnavailable)
  })

  test('does not call our own bad request an outage', async () => {
    await client().charge(charge)
    const wrong = client().charge({ ...charge, amountCents: 501 })
    await expect(wrong).rejects.toThrow('refused our request with 422')
    await expect(wrong).rejects.not.toBeInstanceOf(PaymentsUnavailable)
  })

  test('calls an answer it cannot read an outage', async () => {
    const odd = createServer((_, response) => response.end('<html>'))
    await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(odd.address() as AddressInfo).port}`
    const answer = httpPayments({ url, timeoutMs: 1000 }).charge(charge)
    await expect(answer).rejects.toThrow(PaymentsUnavailable)
    odd.close()
    odd.closeAllConnections()
  })
})
