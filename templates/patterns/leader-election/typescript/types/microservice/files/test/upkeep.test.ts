import { expect, test } from 'vitest'
import { openDatabase } from '../src/database/database.ts'
import { createUpkeep } from '../src/patterns/leader-election/upkeep.ts'
import { startFakes, startService } from './helpers.ts'

test('the upkeep goes through all tables', async () => {
  const database = await openDatabase('sqlite::memory:')
  const tables = await database.introspection.getTables()
  expect(await createUpkeep(database, 0)()).toBe(`${tables.length} tables`)
  expect(tables.length).toBeGreaterThan(2)
  await database.destroy()
})

test('a service alone leads and says so', async () => {
  const service = await startService(await startFakes())
  const leading = () => service.metric('leader_election_leading')
  await expect.poll(leading, { timeout: 5000 }).toBe(1)
  const { parts } = (await service.get('/health/ready')).json()
  expect(parts.leadership).toMatch(/^leads \(\d+\)$/)
})
