import { expect, test } from 'vitest'
import { startFakes, startService } from './helpers.ts'

test('while orders fails the gateway is degraded, and lives and takes requests', async () => {
  const fakes = await startFakes()
  const service = await startService(fakes, { HEALTH_FAILURES: 2 })
  const report = async () => (await service.get('/health')).json()
  expect((await report()).status).toBe('ok')
  expect((await service.get('/health/startup')).statusCode).toBe(200)

  fakes.modes.orders = 'fail'
  for (const id of ['a1', 'a2']) await service.put(id)
  await service.get('/customers/c1')
  expect(await report()).toMatchObject({
    status: 'degraded',
    checks: { orders: { state: 'failing', required: false }, customers: { state: 'ok' } },
  })
  expect((await service.get('/health/live')).statusCode).toBe(200)
  expect((await service.get('/health/ready')).statusCode).toBe(200)
})
