import type { Migration } from 'kysely'

export interface InboxRow {
  message_id: string
  topic: string
  key: string
  /** JSON. */
  body: string
  /** JSON. */
  headers: string
  state: 'handled' | 'parked' | 'replay'
  /** Why it is parked. */
  reason: string | null
  received_at: string
  changed_at: string
}

export const createInbox: Migration = {
  async up(db) {
    await db.schema
      .createTable('inbox')
      .addColumn('message_id', 'text', (column) => column.primaryKey())
      .addColumn('topic', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('headers', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('reason', 'text')
      .addColumn('received_at', 'text', (column) => column.notNull())
      .addColumn('changed_at', 'text', (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('inbox_by_state')
      .on('inbox')
      .columns(['state', 'received_at'])
      .execute()
  },
}
