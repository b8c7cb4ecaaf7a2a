import { expect, test } from 'vitest'
import { startFakes, startService } from './helpers.ts'

test('an order that finds no place is put off, and payments is not asked', async () => {
  const fakes = await startFakes()
  const limits = { BULKHEAD_CONCURRENT: 1, BULKHEAD_QUEUED: 0, DEPENDENCY_TIMEOUT_MS: 1500 }
  const service = await startService(fakes, limits)
  fakes.modes.payments = 'hang'
  const first = service.put('a1')
  await expect.poll(() => fakes.requests.payments).toBe(1)
  const second = await service.put('a2')
  expect([202, 503]).toContain(second.statusCode)
  expect(fakes.requests.payments).toBe(1)
  fakes.modes.payments = 'ok'
  await first
})
