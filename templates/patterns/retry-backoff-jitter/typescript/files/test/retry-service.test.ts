import { expect, test } from 'vitest'
import { startFakes, startService } from './helpers.ts'

test('an order in an outage asks payments more than once, and the retries are counted', async () => {
  const fakes = await startFakes()
  const service = await startService(fakes)
  fakes.modes.payments = 'fail'
  await service.put('a1')
  expect(fakes.requests.payments).toBe(3)
  expect(await service.metric('http_retries_total{dependency="payments"}')).toBe(2)
})
