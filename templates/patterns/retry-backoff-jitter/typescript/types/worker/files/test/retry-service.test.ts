import { expect, test } from 'vitest'
import { startFakes, startService } from './helpers.ts'

test('a call that fails is sent again before its job is, and the retries are counted', async () => {
  const fakes = await startFakes()
  const service = await startService(fakes, {
    JOB_RETRY_INITIAL_MS: 60_000,
    JOB_RETRY_MAX_MS: 60_000,
  })
  fakes.modes.payments = 'fail'
  await service.put('a1')
  const retries = () => service.metric('http_retries_total{dependency="payments"}')
  await expect.poll(retries, { timeout: 5000 }).toBe(2)
  await expect.poll(() => fakes.requests.payments, { timeout: 5000 }).toBe(3)
})
