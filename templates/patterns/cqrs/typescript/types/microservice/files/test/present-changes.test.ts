import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../src/database/database.ts'
import { readModel } from '../src/patterns/cqrs/model.ts'
import { ORDER } from './helpers.ts'
import { lastingTestDatabase } from './test-database.ts'

test('orders from before there was a log are in it as soon as there is one', async () => {
  const url = await lastingTestDatabase()
  const { amountCents: amount_cents, ...rest } = ORDER

  const before = await openDatabase(url)
  for (const [id, status] of [['a1', 'paid'] as const, ['a2', 'pending'] as const]) {
    await before
      .insertInto('orders')
      .values({ id, amount_cents, ...rest, status })
      .execute()
  }
  await before.schema.dropTable('change_log').execute()
  await before.schema.dropTable('change_log_head').execute()
  await sql`delete from kysely_migration where name = 'change-log'`.execute(before)
  await before.destroy()

  const now = await openDatabase(url)
  onTestFinished(() => now.destroy())
  const changes = await readModel.feed.read(now, 0, 10)
  expect(changes.map(({ position, key, type }) => [position, key, type])).toEqual([
    [1, 'a1', 'opened'],
    [2, 'a1', 'paid'],
    [3, 'a2', 'opened'],
  ])
  expect(await readModel.feed.head(now)).toBe(3)
})
