import { beforeEach, describe, expect, test } from 'vitest'
import type { FakeDependencies } from '../tools/fake-dependencies/fake-dependencies.ts'
import { CHARGE, startFakes, startService } from './helpers.ts'

let fakes: FakeDependencies
let service: Awaited<ReturnType<typeof startService>>
const within = { timeout: 5000, interval: 10 }

beforeEach(async () => {
  fakes = await startFakes()
  service = await startService(fakes)
})

describe('a charge', () => {
  test('is done, and the customer gets a receipt', async () => {
    expect((await service.put('a1')).statusCode).toBe(202)
    await expect.poll(() => service.statusOf('a1'), within).toBe('done')
    expect([...fakes.charged]).toEqual([['a1', 700]])
    await expect.poll(() => fakes.sent.get('a1-receipt'), within).toBe('You paid 7.00.')
  })

  test('that is declined is done too, and the customer is told', async () => {
    fakes.modes.payments = 'refuse'
    await service.put('a1')
    await expect
      .poll(() => fakes.sent.get('a1-receipt'), within)
      .toBe('Your payment was declined: insufficient funds.')
    expect((await service.get('/jobs/a1')).json()).toMatchObject({
      status: 'done',
      result: { status: 'declined' },
    })
  })

  test('waits while payments gives no answer, for longer than it has attempts', async () => {
    const patient = await startService(fakes, { JOB_ATTEMPTS: 1 })
    fakes.modes.payments = 'fail'
    await patient.put('a1')
    await expect.poll(() => fakes.requests.payments, within).toBeGreaterThan(2)
    fakes.modes.payments = 'ok'
    await expect.poll(() => patient.statusOf('a1'), within).toBe('done')
  })

  test('fails when payments gives no answer for too long', async () => {
    const impatient = await startService(fakes, { JOB_GIVE_UP_MS: 1 })
    fakes.modes.payments = 'fail'
    await impatient.put('a1')
    await expect.poll(() => impatient.statusOf('a1'), within).toBe('failed')
  })
})

describe('a receipt', () => {
  test('that is refused as often as it may be has failed, and says why', async () => {
    fakes.modes.notifications = 'refuse'
    await service.put('a1', { kind: 'receipt', customer: 'Ada', text: 'Hello' })
    await expect.poll(() => service.statusOf('a1'), within).toBe('failed')
    expect((await service.get('/jobs/a1')).json()).toMatchObject({
      attempts: 5,
      lastError: 'Error: notifications refused our message with 400',
    })
    expect(await service.metric('jobs{status="failed"}')).toBe(1)
  })
})

describe('enqueueing', () => {
  test('the same twice makes one job', async () => {
    for (const _ of [1, 2]) expect((await service.put('a1')).statusCode).toBe(202)
    await expect.poll(() => service.statusOf('a1'), within).toBe('done')
    expect((await service.put('a1')).json()).toMatchObject({ status: 'done' })
    expect(fakes.requests.payments).toBe(1)
  })

  test('something else under an id that is taken answers 409', async () => {
    await service.put('a1')
    expect((await service.put('a1', { ...CHARGE, amountCents: 1 })).statusCode).toBe(409)
  })

  test('for later does it later', async () => {
    await service.put('a1', { ...CHARGE, delayMs: 60_000 })
    await service.put('a2')
    await expect.poll(() => service.statusOf('a2'), within).toBe('done')
    expect(await service.statusOf('a1')).toBe('ready')
  })

  test.each([
    ['a body that is no JSON', '{"kind":'],
    ['a kind that recurs by itself', { kind: 'clean-up' }],
    ['half a cent', { ...CHARGE, amountCents: 0.5 }],
    ['a field that we do not know', { ...CHARGE, coupon: 'X' }],
    ['a time in the past', { ...CHARGE, delayMs: -1 }],
  ])('%s answers 400', async (_, body) => {
    expect((await service.put('a1', body)).statusCode).toBe(400)
  })

  test('nothing answers 404 to whoever asks for it', async () => {
    expect((await service.get('/jobs/none')).statusCode).toBe(404)
  })
})

test('the worker is ready even while payments fails', async () => {
  fakes.modes.payments = 'fail'
  await service.put('a1')
  expect((await service.get('/health/live')).statusCode).toBe(200)
  expect((await service.get('/health/ready')).json()).toMatchObject({ status: 'ready' })
})
