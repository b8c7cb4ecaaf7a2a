import type { Migration } from 'kysely'

export interface ShardMapRow {
  name: string
  epoch: number
  /** JSON. */
  map: string
}

/** One row: the latest epoch that this node has heard of. */
export interface ShardEpochRow {
  id: number
  epoch: number
}

export const createShards: Migration = {
  async up(db) {
    await db.schema
      .createTable('shard_maps')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('epoch', 'integer', (column) => column.notNull())
      .addColumn('map', 'text', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('shard_epochs')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('epoch', 'integer', (column) => column.notNull())
      .execute()
  },
}
