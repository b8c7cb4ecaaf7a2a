import { expect, test } from 'vitest'
import { PAID, startFakes, startService } from './helpers.ts'

test('an event that cannot be read is parked, counted, and waits for a replay', async () => {
  const service = await startService(await startFakes())
  await service.put('e1', { ...PAID('a1'), version: 99 })
  await expect.poll(() => service.metric('inbox_parked'), { timeout: 5000 }).toBe(1)
})
