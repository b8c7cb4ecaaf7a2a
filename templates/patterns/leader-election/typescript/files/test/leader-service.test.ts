import { expect, test } from 'vitest'
import { startFakes, startService } from './helpers.ts'

test('a service alone leads and says so', async () => {
  const service = await startService(await startFakes())
  const leading = () => service.metric('leader_election_leading')
  await expect.poll(leading, { timeout: 5000 }).toBe(1)
  const { parts } = (await service.get('/health/ready')).json()
  expect(parts.leadership).toMatch(/^leads \(\d+\)$/)
})
