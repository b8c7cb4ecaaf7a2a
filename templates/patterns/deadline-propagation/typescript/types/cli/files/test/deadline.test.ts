import { beforeEach, expect, test } from 'vitest'
import { DEADLINE_HEADER } from '../src/patterns/deadline.ts'
import type { FakeDependencies } from '../tools/fake-dependencies/fake-dependencies.ts'
import { fileOf, openHome, PLACE, startFakes } from './helpers.ts'

let fakes: FakeDependencies
let type: Awaited<ReturnType<typeof openHome>>

beforeEach(async () => {
  fakes = await startFakes()
  type = await openHome(fakes)
})

test('the service is told how long the command still waits', async () => {
  await type(PLACE, { env: { REQUEST_DEADLINE_MS: '1500' } })
  const told = Number(fakes.lastHeaders[DEADLINE_HEADER])
  expect(told).toBeGreaterThan(0)
  expect(told).toBeLessThanOrEqual(1500)
})

test('a command ends with its deadline, not with the time limits of its calls', async () => {
  fakes.mode = 'hang'
  const startedAt = performance.now()
  const env = { REQUEST_DEADLINE_MS: '200', DEPENDENCY_TIMEOUT_MS: '20000' }
  const { code, err } = await type(PLACE, { env })
  expect(code).toBe(3)
  expect(err).toContain('the time that the caller gave is over')
  expect(performance.now() - startedAt).toBeLessThan(5000)
})

test('each order of an import has a deadline of its own', async () => {
  const ids = Array.from({ length: 50 }, (_, index) => `a${index}`)
  const order = { item: 'tea', quantity: 1, amountCents: 350 }
  const file = await fileOf(ids.map((id) => JSON.stringify({ id, ...order })).join('\n'))
  await type(['import', file], { env: { REQUEST_DEADLINE_MS: '5000' } })
  // What is left for the last one is not less by what the others took.
  expect(Number(fakes.lastHeaders[DEADLINE_HEADER])).toBeGreaterThan(4000)
})
