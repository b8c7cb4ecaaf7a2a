import { expect, test } from 'vitest'
import { ORDER, startFakes, startService } from './helpers.ts'

test('an order without an answer is refused for now, and the same request settles it later', async () => {
  const fakes = await startFakes()
  const service = await startService(fakes)
  fakes.modes.payments = 'fail'
  const failed = await service.put('a1')
  expect(failed.statusCode).toBe(503)
  expect(Number(failed.headers['retry-after'])).toBeGreaterThanOrEqual(1)

  fakes.modes.payments = 'ok'
  expect((await service.put('a1')).json()).toMatchObject({ status: 'paid' })
  expect([...fakes.charged]).toEqual([['a1', ORDER.amountCents]])
})
