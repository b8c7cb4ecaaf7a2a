import { expect, test } from 'vitest'
import { openHome, PLACE, startFakes } from './helpers.ts'

test('a command asks more than once before it gives up', async () => {
  const fakes = await startFakes()
  const type = await openHome(fakes)
  fakes.mode = 'fail'
  expect((await type(PLACE, { env: { RETRY_COUNT: '2' } })).code).toBe(3)
  expect(fakes.requests).toBe(3)
})

test('a failure that lasts a moment is not noticed, and there is one order', async () => {
  const fakes = await startFakes()
  const type = await openHome(fakes)
  fakes.mode = 'fail'
  const placing = type(PLACE, { env: { RETRY_COUNT: '10', RETRY_INITIAL_MS: '50' } })
  await expect.poll(() => fakes.requests, { interval: 1 }).toBeGreaterThan(0)
  fakes.mode = 'ok'
  expect((await placing).code).toBe(0)
  expect(fakes.orders.size).toBe(1)
})
