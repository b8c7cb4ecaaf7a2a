import { expect, test } from 'vitest'
import { startFakes, startService } from './helpers.ts'

test('an outage of the carrier opens its breaker alone, and is over when the carrier is back', async () => {
  const fakes = await startFakes()
  const service = await startService(fakes, { BREAKER_MINIMUM_CALLS: 3, BREAKER_OPEN_MS: 500 })
  const states = async () => (await service.get('/health/ready')).json().parts
  const within = { timeout: 10_000, interval: 10 }
  fakes.modes.carrier = 'fail'
  await service.put('a1')
  await expect.poll(states, within).toMatchObject({ carrier: 'open', notifications: 'closed' })
  expect(await service.metric('circuit_breaker_state{dependency="carrier"}')).toBe(2)

  fakes.modes.carrier = 'ok'
  await expect.poll(() => service.statusOf('a1'), within).toBe('booked')
  expect(await states()).toMatchObject({ carrier: 'closed' })
})
