import type { Migration } from 'kysely'

export interface IdempotencyKeyRow {
  key: string
  /** Of the request that came with it first. */
  fingerprint: string
  order_id: string
  created_at: string
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
  },
}

/** Each request looks for keys that are too old. */
export const indexIdempotencyKeys: Migration = {
  async up(db) {
    await db.schema
      .createIndex('idempotency_keys_by_age')
      .on('idempotency_keys')
      .column('created_at')
      .execute()
  },
}
