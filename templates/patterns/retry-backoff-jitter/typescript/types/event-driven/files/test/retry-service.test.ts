import { expect, test } from 'vitest'
import { startFakes, startService } from './helpers.ts'

test('a booking that fails is tried again before the message is, and the retries are counted', async () => {
  const fakes = await startFakes()
  const service = await startService(fakes, { REDELIVERY_DELAY_MS: 60_000 })
  fakes.modes.carrier = 'fail'
  await service.put('a1')
  const retries = () => service.metric('http_retries_total{dependency="carrier"}')
  await expect.poll(retries, { timeout: 5000 }).toBe(2)
  await expect.poll(() => fakes.requests.carrier, { timeout: 5000 }).toBe(3)
})
