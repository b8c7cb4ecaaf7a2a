import { expect, test } from 'vitest'
import { startFakes, startService } from './helpers.ts'

test('an outage of payments opens its breaker alone, and is over when payments is back', async () => {
  const fakes = await startFakes()
  const service = await startService(fakes, { BREAKER_MINIMUM_CALLS: 3, BREAKER_OPEN_MS: 500 })
  const states = async () => (await service.get('/health/ready')).json().parts
  const within = { timeout: 10_000, interval: 10 }
  fakes.modes.payments = 'fail'
  await service.put('a1')
  await expect.poll(states, within).toMatchObject({ payments: 'open', notifications: 'closed' })
  expect(await service.metric('circuit_breaker_state{dependency="payments"}')).toBe(2)

  fakes.modes.payments = 'ok'
  await expect.poll(() => service.statusOf('a1'), within).toBe('done')
  expect(await states()).toMatchObject({ payments: 'closed' })
})

test('a job that an open breaker refused waits for its probe, and is not counted as failed', async () => {
  const fakes = await startFakes()
  const service = await startService(fakes, { BREAKER_MINIMUM_CALLS: 1, BREAKER_OPEN_MS: 60_000 })
  fakes.modes.payments = 'fail'
  await service.put('a1')
  const job = async () => (await service.get('/jobs/a1')).json()
  await expect.poll(async () => (await job()).lastError, { timeout: 5000 }).toContain('is open')
  const { attempts, runAt } = await job()
  expect(attempts).toBe(0)
  expect(Date.parse(runAt) - Date.now()).toBeGreaterThan(30_000)
})
