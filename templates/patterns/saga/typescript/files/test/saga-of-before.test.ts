import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../src/database/database.ts'
import { sagaStore } from '../src/patterns/saga/saga-store.ts'
import { lastingTestDatabase } from './test-database.ts'

test('orders that were pending before there were sagas are gone on with', async () => {
  const url = await lastingTestDatabase()
  const before = await openDatabase(url)
  const columns = sql`(id text primary key, item text, quantity integer, amount_cents integer, status text)`
  await sql`create table if not exists orders ${columns}`.execute(before)
  for (const [id, status] of [['a1', 'paid'] as const, ['a2', 'pending'] as const]) {
    const row = sql`(${id}, 'tea', 2, 700, ${status})`
    const insert = sql`insert into orders (id, item, quantity, amount_cents, status) values ${row}`
    await insert.execute(before)
  }
  await before.schema.dropTable('sagas').execute()
  await sql`delete from kysely_migration where name = 'sagas'`.execute(before)
  await before.destroy()

  const now = await openDatabase(url)
  onTestFinished(() => now.destroy())
  expect(await sagaStore.unfinished(now, 10)).toEqual(['a2'])
})
