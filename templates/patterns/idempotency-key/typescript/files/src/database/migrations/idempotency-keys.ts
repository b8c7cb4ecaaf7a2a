import type { Migration } from 'kysely'

export interface IdempotencyKeyRow {
  key: string
  /** Of the request that came with it first. */
  fingerprint: string
  order_id: string
  created_at: string
}

export interface HandledMessageRow {
  group_name: string
  message_id: string
  handled_at: string
}

export const createIdempotencyKeys: Migration = {
  async up(db) {
    await db.schema
      .createTable('idempotency_keys')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('fingerprint', 'text', (column) => column.notNull())
      .addColumn('order_id', 'text', (column) => column.notNull())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('handled_messages')
      .addColumn('group_name', 'text', (column) => column.notNull())
      .addColumn('message_id', 'text', (column) => column.notNull())
      .addColumn('handled_at', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('handled_messages_key', ['group_name', 'message_id'])
      .execute()
  },
}
