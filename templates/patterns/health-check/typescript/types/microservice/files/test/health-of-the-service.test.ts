import { expect, test } from 'vitest'
import { startFakes, startService } from './helpers.ts'

test('while payments fails the service is degraded, and lives and takes requests', async () => {
  const fakes = await startFakes()
  const service = await startService(fakes, { HEALTH_FAILURES: 2 })
  const status = async () => (await service.get('/health')).json().status
  expect(await status()).toBe('ok')
  expect((await service.get('/health/startup')).statusCode).toBe(200)

  fakes.modes.payments = 'fail'
  for (const id of ['a1', 'a2']) await service.put(id)
  await expect.poll(status).toBe('degraded')
  expect((await service.get('/health')).json().checks).toMatchObject({
    database: { state: 'ok', required: true },
    payments: { state: 'failing', required: false },
    stock: { state: 'ok' },
  })
  expect((await service.get('/health/live')).statusCode).toBe(200)
  expect((await service.get('/health/ready')).statusCode).toBe(200)
})
