import { expect, test } from 'vitest'
import { startFakes, startService } from './helpers.ts'

test('of two instances the one that fails is found out once and then left alone', async () => {
  const [one, other] = [await startFakes(), await startFakes()]
  const origins = [one, other].map((fakes) => new URL(fakes.urlOf('payments')).origin)
  const service = await startService(one, {
    REGISTRY: `static:payments=${origins.join('|')}`,
    DISCOVERY_FAILURES: 1,
  })
  other.modes.payments = 'fail'
  const statuses: number[] = []
  for (let i = 0; i < 20; i++) statuses.push((await service.put(`a${i}`)).statusCode)
  expect(statuses.filter((status) => status >= 500).length).toBeLessThanOrEqual(1)
  expect(other.requests.payments).toBeLessThanOrEqual(1)
  expect(one.requests.payments).toBeGreaterThanOrEqual(19)
  expect(await service.metric('discovery_instances{dependency="payments",state="known"}')).toBe(2)
})
