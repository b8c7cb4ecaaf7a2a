import { expect, test } from 'vitest'
import { openDatabase } from '../src/database/database.ts'
import { createUpkeep } from '../src/patterns/leader-election/upkeep.ts'

test('the upkeep goes through all tables', async () => {
  const database = await openDatabase('sqlite::memory:')
  const tables = await database.introspection.getTables()
  expect(await createUpkeep(database, 0)()).toBe(`${tables.length} tables`)
  expect(tables.length).toBeGreaterThan(2)
  await database.destroy()
})
