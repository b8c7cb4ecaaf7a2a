import { expect, test } from 'vitest'
import { startFakes, startService } from './helpers.ts'

test('a shipment that finds no place waits, and the carrier is not asked', async () => {
  const fakes = await startFakes()
  const limits = { BULKHEAD_CONCURRENT: 1, BULKHEAD_QUEUED: 0, DEPENDENCY_TIMEOUT_MS: 2000 }
  const service = await startService(fakes, limits)
  const within = { timeout: 10_000, interval: 10 }
  fakes.modes.carrier = 'hang'
  await service.put('a1')
  await expect.poll(() => fakes.requests.carrier, within).toBe(1)
  await service.put('a2')
  await expect.poll(() => service.metric('shipments_waiting'), within).toBe(2)
  expect(fakes.requests.carrier).toBe(1)
  fakes.modes.carrier = 'ok'
  for (const id of ['a1', 'a2'])
    await expect.poll(() => service.statusOf(id), within).toBe('booked')
})
