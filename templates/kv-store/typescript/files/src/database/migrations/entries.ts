import type { Migration } from 'kysely'

export interface EntryRow {
  key: string
  counter: number
  writer: string
  value: string | null
}

export const createEntries: Migration = {
  async up(db) {
    await db.schema
      .createTable('entries')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('counter', 'integer', (column) => column.notNull())
      .addColumn('writer', 'text', (column) => column.notNull())
      .addColumn('value', 'text')
      .execute()
  },
}
