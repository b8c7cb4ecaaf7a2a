import { expect, onTestFinished, test } from 'vitest'
import { startFakeDependencies } from '../tools/fake-dependencies/fake-dependencies.ts'
import { startFakes, startService } from './helpers.ts'

test('a job that finds no place waits, and payments is not asked', async () => {
  const fakes = await startFakes()
  // The first call hangs until payments is cut off, however slow this machine is.
  const limits = { BULKHEAD_CONCURRENT: 1, BULKHEAD_QUEUED: 0, DEPENDENCY_TIMEOUT_MS: 120_000 }
  const service = await startService(fakes, limits)
  const within = { timeout: 10_000, interval: 10 }
  fakes.modes.payments = 'hang'
  await service.put('a1')
  await expect.poll(() => fakes.requests.payments, within).toBe(1)
  await service.put('a2')
  const lastError = async () => (await service.get('/jobs/a2')).json().lastError
  await expect.poll(lastError, within).toContain('too many calls')
  expect(fakes.requests.payments).toBe(1)
  await fakes.close()
  const back = await startFakeDependencies(fakes.port)
  onTestFinished(() => back.close())
  for (const id of ['a1', 'a2']) await expect.poll(() => service.statusOf(id), within).toBe('done')
})
