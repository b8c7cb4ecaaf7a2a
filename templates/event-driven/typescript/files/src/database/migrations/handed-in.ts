import type { Migration } from 'kysely'

/** Events that came by HTTP: by its id one is published once. */
export interface HandedInRow {
  event_id: string
  fingerprint: string
  received_at: string
}

export const createHandedIn: Migration = {
  async up(db) {
    await db.schema
      .createTable('handed_in')
      .addColumn('event_id', 'text', (column) => column.primaryKey())
      .addColumn('fingerprint', 'text', (column) => column.notNull())
      .addColumn('received_at', 'text', (column) => column.notNull())
      .execute()
  },
}
