import { expect, test } from 'vitest'
import { startFakes, startService } from './helpers.ts'

test('of two instances the one that fails is found out once and then left alone', async () => {
  const [one, other] = [await startFakes(), await startFakes()]
  const origins = [one, other].map((fakes) => new URL(fakes.urlOf('orders')).origin)
  const service = await startService(one, {
    REGISTRY: `static:orders=${origins.join('|')}`,
    DISCOVERY_FAILURES: 1,
  })
  other.modes.orders = 'fail'
  const statuses: number[] = []
  for (let i = 0; i < 20; i++) statuses.push((await service.put(`a${i}`)).statusCode)
  expect(statuses.filter((status) => status >= 500).length).toBeLessThanOrEqual(1)
  expect(other.requests.orders).toBeLessThanOrEqual(1)
  expect(one.requests.orders).toBeGreaterThanOrEqual(19)
  expect(await service.metric('discovery_instances{dependency="orders",state="known"}')).toBe(2)
})
