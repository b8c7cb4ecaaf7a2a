import { expect, test } from 'vitest'
import { startFakes, startService } from './helpers.ts'

test('a message that is refused for good is parked, and the next customer is told', async () => {
  const fakes = await startFakes()
  const service = await startService(fakes, { DEAD_LETTER_ATTEMPTS: 2 })
  fakes.modes.notifications = 'refuse'
  await service.put('a1')
  const parked = () => service.metric('dead_letters{source="notifier"}')
  await expect.poll(parked, { timeout: 5000 }).toBe(1)
  expect(fakes.requests.notifications).toBe(2)

  fakes.modes.notifications = 'ok'
  await service.put('a2')
  await expect.poll(() => [...fakes.sent.keys()], { timeout: 5000 }).toEqual(['a2-paid'])
})

test('a message that waits for a service which is down is not parked', async () => {
  const fakes = await startFakes()
  const service = await startService(fakes, { DEAD_LETTER_ATTEMPTS: 1 })
  fakes.modes.notifications = 'fail'
  await service.put('a1')
  await expect.poll(() => fakes.requests.notifications, { timeout: 5000 }).toBeGreaterThan(2)
  fakes.modes.notifications = 'ok'
  await expect.poll(() => fakes.sent.has('a1-paid'), { timeout: 5000 }).toBe(true)
})
