import type { Generated, Migration } from 'kysely'
import { addPosition } from '../positions.ts'

export interface OutboxRow {
  position: Generated<number>
  message_id: string
  topic: string
  key: string
  /** JSON. */
  body: string
  /** JSON. */
  headers: string
  created_at: string
}

export const createOutboxTable: Migration = {
  async up(db) {
    await addPosition(db, db.schema.createTable('outbox'))
      .addColumn('message_id', 'text', (column) => column.notNull())
      .addColumn('topic', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('headers', 'text', (column) => column.notNull())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .execute()
  },
}
