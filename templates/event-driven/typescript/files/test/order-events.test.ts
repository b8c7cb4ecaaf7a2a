import { describe, expect, test } from 'vitest'
import { readOrderEvent } from '../src/events/order-events.ts'
import { Unprocessable } from '../src/messaging/unprocessable.ts'
import { PAID } from './helpers.ts'

describe('an order event', () => {
  test('of the first version is read as one of the newest', () => {
    const first = {
      type: 'order.paid',
      version: 1,
      orderId: 'a1',
      customer: 'Ada',
      item: 'tea',
      quantity: 3,
    }
    const lines = [{ item: 'tea', quantity: 3 }]
    expect(readOrderEvent(first)).toEqual({
      type: 'order.paid',
      orderId: 'a1',
      customer: 'Ada',
      lines,
    })
  })

  test('may have fields that we do not know', () => {
    const { type, orderId, customer, lines } = PAID('a1')
    expect(readOrderEvent({ ...PAID('a1'), coupon: 'X' })).toEqual({
      type,
      orderId,
      customer,
      lines,
    })
  })

  test.each([
    ['a version that we do not know', { ...PAID('a1'), version: 3 }],
    ['a type that we do not know', { ...PAID('a1'), type: 'order.gifted' }],
    ['no lines', { ...PAID('a1'), lines: [] }],
    ['an order id with odd characters', PAID('a b')],
    ['nothing in it', {}],
    ['no object at all', 'order.paid'],
  ])('with %s is unprocessable', (_, body) => {
    expect(() => readOrderEvent(body)).toThrow(Unprocessable)
  })
})
