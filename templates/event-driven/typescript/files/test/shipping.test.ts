import { beforeEach, describe, expect, test } from 'vitest'
import type { FakeDependencies } from '../tools/fake-dependencies/fake-dependencies.ts'
import { CANCELLED, LINES, PAID, startFakes, startService } from './helpers.ts'

let fakes: FakeDependencies
let service: Awaited<ReturnType<typeof startService>>
const within = { timeout: 5000, interval: 10 }

beforeEach(async () => {
  fakes = await startFakes()
  service = await startService(fakes)
})

describe('an order that was paid', () => {
  test('is booked with the carrier, and the customer is told', async () => {
    expect((await service.put('a1')).statusCode).toBe(202)
    await expect.poll(() => service.statusOf('a1'), within).toBe('booked')
    expect((await service.get('/shipments/a1')).json()).toEqual({
      orderId: 'a1',
      customer: 'Ada',
      lines: LINES,
      status: 'booked',
      trackingCode: 'track-a1',
    })
    await expect
      .poll(() => fakes.sent.get('a1-booked'), within)
      .toBe('Your parcel is on its way: track-a1.')
  })

  test('is refused when the carrier says so, and the customer is told', async () => {
    fakes.modes.carrier = 'refuse'
    await service.put('a1')
    await expect.poll(() => service.statusOf('a1'), within).toBe('refused')
    await expect.poll(() => fakes.sent.has('a1-refused'), within).toBe(true)
  })

  test('waits while the carrier gives no answer, and is booked when it is back', async () => {
    fakes.modes.carrier = 'fail'
    await service.put('a1')
    await expect.poll(() => service.statusOf('a1'), within).toBe('requested')
    await expect.poll(() => service.metric('shipments_waiting'), within).toBe(1)
    expect(await service.metric('shipments_oldest_waiting_seconds')).toBeGreaterThan(0)
    fakes.modes.carrier = 'ok'
    await expect.poll(() => service.statusOf('a1'), within).toBe('booked')
    expect(await service.metric('shipments_waiting')).toBe(0)
  })

  test('has one shipment, however many events say that it was paid', async () => {
    await service.put('e1', PAID('a1'))
    await service.put('e2', { ...PAID('a1'), lines: [{ item: 'coffee', quantity: 1 }] })
    await expect.poll(() => service.statusOf('a1'), within).toBe('booked')
    expect(fakes.booked.get('a1')).toEqual(LINES)
  })
})

describe('an order that is cancelled', () => {
  test('after it was booked is taken back from the carrier', async () => {
    await service.put('a1')
    await expect.poll(() => fakes.booked.has('a1'), within).toBe(true)
    await expect.poll(() => service.statusOf('a1'), within).toBe('booked')
    await service.put('e2', CANCELLED('a1'))
    await expect.poll(() => service.statusOf('a1'), within).toBe('cancelled')
    await expect.poll(() => fakes.booked.has('a1'), within).toBe(false)
  })

  test('while the carrier is asked does not stay booked there', async () => {
    fakes.modes.carrier = 'fail'
    await service.put('a1')
    await expect.poll(() => service.statusOf('a1'), within).toBe('requested')
    await service.put('e2', CANCELLED('a1'))
    await expect.poll(() => service.statusOf('a1'), within).toBe('cancelled')
    fakes.modes.carrier = 'ok'
    await expect.poll(() => fakes.sent.has('a1-cancelled'), within).toBe(true)
    // Who tells the customer does not wait for who takes back what was booked.
    await expect.poll(() => fakes.booked.has('a1'), within).toBe(false)
  })

  test('before we heard that it was paid is never booked', async () => {
    await service.put('e1', CANCELLED('a1'))
    await expect.poll(() => service.statusOf('a1'), within).toBe('cancelled')
    await service.put('e2', PAID('a1'))
    await service.put('a2')
    await expect.poll(() => service.statusOf('a2'), within).toBe('booked')
    expect(await service.statusOf('a1')).toBe('cancelled')
    expect(fakes.booked.has('a1')).toBe(false)
  })
})

describe('handing in an event', () => {
  test('again with the same contents is accepted and has no effect', async () => {
    for (const _ of [1, 2]) expect((await service.put('a1')).statusCode).toBe(202)
    await expect.poll(() => service.statusOf('a1'), within).toBe('booked')
    expect(await service.metric('consumer_lag_seconds_count{group="shipping"}')).toBe(1)
  })

  test('again with other contents answers 409', async () => {
    await service.put('a1')
    expect((await service.put('a1', { ...PAID('a1'), customer: 'Bob' })).statusCode).toBe(409)
  })

  test.each([
    ['a body that is no JSON', '{"type":'],
    ['no type', { version: 1, orderId: 'a1' }],
    ['no order', { type: 'order.paid', version: 1 }],
    ['half a version', { ...PAID('a1'), version: 1.5 }],
  ])('with %s answers 400', async (_, body) => {
    expect((await service.put('a1', body)).statusCode).toBe(400)
  })

  test('that nobody can read is accepted, put aside, and holds up nothing', async () => {
    expect((await service.put('e1', { ...PAID('a1'), version: 99 })).statusCode).toBe(202)
    await service.put('a2')
    await expect.poll(() => service.statusOf('a2'), within).toBe('booked')
    expect((await service.get('/shipments/a1')).statusCode).toBe(404)
  })
})

describe('the service', () => {
  test('is live, and ready even while the carrier fails', async () => {
    fakes.modes.carrier = 'fail'
    await service.put('a1')
    expect((await service.get('/health/live')).statusCode).toBe(200)
    expect((await service.get('/health/ready')).json()).toMatchObject({ status: 'ready' })
  })
})
