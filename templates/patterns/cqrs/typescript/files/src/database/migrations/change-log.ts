import type { Kysely, Migration } from 'kysely'
import { presentChanges } from './present-changes.ts'

export interface ChangeLogRow {
  /** Counts up without gaps, in the order of the commits. */
  position: number
  key: string
  /** JSON, of the event that told of the change. */
  body: string
  changed_at: string
}

/** One row: the position of the last change. */
export interface ChangeLogHeadRow {
  position: number
}

export const createChangeLog: Migration = {
  async up(db) {
    await db.schema
      .createTable('change_log')
      .addColumn('position', 'bigint', (column) => column.primaryKey())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('changed_at', 'text', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('change_log_head')
      .addColumn('position', 'bigint', (column) => column.notNull())
      .execute()
    const position = await recordPresent(db)
    await db.insertInto('change_log_head').values({ position }).execute()
  },
}

// biome-ignore lint/suspicious/noExplicitAny: a migration works on tables as they were then
async function recordPresent(db: Kysely<any>): Promise<number> {
  const changed_at = new Date().toISOString()
  let position = 0
  for (const { key, body } of await presentChanges(db)) {
    position += 1
    const row = { position, key, body: JSON.stringify(body), changed_at }
    await db.insertInto('change_log').values(row).execute()
  }
  return position
}
