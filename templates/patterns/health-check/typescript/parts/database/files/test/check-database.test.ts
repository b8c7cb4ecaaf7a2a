import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../src/database/database.ts'
import { checkDatabase } from '../src/patterns/check-database.ts'

test('a database with its tables is well, and one without them is not', async () => {
  const database = await openDatabase('sqlite::memory:')
  onTestFinished(() => database.destroy())
  const check = checkDatabase(database)
  await check()
  await sql`drop table kysely_migration`.execute(database)
  await expect(check()).rejects.toThrow('kysely_migration')
})
