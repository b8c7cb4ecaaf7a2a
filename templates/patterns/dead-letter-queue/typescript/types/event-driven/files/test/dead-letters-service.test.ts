import { expect, test } from 'vitest'
import { PAID, startFakes, startService } from './helpers.ts'

const within = { timeout: 5000, interval: 10 }

test('a message that is refused for good is parked, and the next customer is told', async () => {
  const fakes = await startFakes()
  const service = await startService(fakes, { DEAD_LETTER_ATTEMPTS: 2 })
  fakes.modes.notifications = 'refuse'
  await service.put('a1')
  const parked = () => service.metric('dead_letters{source="notifier"}')
  await expect.poll(parked, within).toBe(1)
  expect(fakes.requests.notifications).toBe(2)

  fakes.modes.notifications = 'ok'
  await service.put('a2')
  await expect.poll(() => [...fakes.sent.keys()], within).toEqual(['a2-booked'])
})

test('an event that cannot be read is parked at once', async () => {
  const service = await startService(await startFakes())
  await service.put('e1', { ...PAID('a1'), version: 99 })
  await expect.poll(() => service.metric('dead_letters{source="shipping"}'), within).toBe(1)
})

test('an order that waits for a carrier which is down is not parked', async () => {
  const fakes = await startFakes()
  const service = await startService(fakes, { DEAD_LETTER_ATTEMPTS: 1 })
  fakes.modes.carrier = 'fail'
  await service.put('a1')
  await expect.poll(() => fakes.requests.carrier, within).toBeGreaterThan(2)
  fakes.modes.carrier = 'ok'
  await expect.poll(() => service.statusOf('a1'), within).toBe('booked')
})
