import type { Migration } from 'kysely'

export interface OrderEventRow {
  /** Counts up over all orders, without gaps, in the order of the commits. */
  position: number
  order_id: string
  /** Counts up within the stream of one order, from 1. */
  version: number
  type: string
  /** Of the form that `data` has. */
  schema_version: number
  /** JSON. */
  data: string
  recorded_at: string
}

/** One row: the position of the event that was appended last. */
export interface OrderEventsHeadRow {
  position: number
}

export const createOrderEvents: Migration = {
  async up(db) {
    await db.schema
      .createTable('order_events')
      .addColumn('position', 'bigint', (column) => column.primaryKey())
      .addColumn('order_id', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('schema_version', 'integer', (column) => column.notNull())
      .addColumn('data', 'text', (column) => column.notNull())
      .addColumn('recorded_at', 'text', (column) => column.notNull())
      // Two writers who saw the same version cannot both append the next one.
      .addUniqueConstraint('order_events_stream', ['order_id', 'version'])
      .execute()
    await db.schema
      .createTable('order_events_head')
      .addColumn('position', 'bigint', (column) => column.notNull())
      .execute()
    await db.insertInto('order_events_head').values({ position: 0 }).execute()
  },
}
