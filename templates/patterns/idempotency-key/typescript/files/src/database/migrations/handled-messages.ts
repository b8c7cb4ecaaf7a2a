import type { Migration } from 'kysely'

export interface HandledMessageRow {
  group_name: string
  message_id: string
  handled_at: string
}

export const createHandledMessages: Migration = {
  async up(db) {
    await db.schema
      .createTable('handled_messages')
      .addColumn('group_name', 'text', (column) => column.notNull())
      .addColumn('message_id', 'text', (column) => column.notNull())
      .addColumn('handled_at', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('handled_messages_key', ['group_name', 'message_id'])
      .execute()
  },
}

/** By it the old ones are found that nobody asks for any more. */
export const indexHandledMessages: Migration = {
  async up(db) {
    await db.schema
      .createIndex('handled_messages_by_age')
      .on('handled_messages')
      .column('handled_at')
      .execute()
  },
}
