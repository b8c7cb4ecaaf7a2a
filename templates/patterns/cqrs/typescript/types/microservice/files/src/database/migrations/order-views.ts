import type { Generated, Migration } from 'kysely'
import type { OrderStatus } from '../../orders/order.ts'

/** An order as it is listed and searched. Everything here can be made again of the changes. */
export interface OrderViewRow {
  order_id: string
  /** Of the change that opened it: a place in the list that never moves. */
  opened_position: number
  item: string
  /** In lower case, for the search. */
  item_folded: string
  quantity: number
  amount_cents: number
  status: OrderStatus
  opened_at: string
  settled_at: Generated<string | null>
}

export const createOrderViews: Migration = {
  async up(db) {
    await db.schema
      .createTable('order_views')
      .addColumn('order_id', 'text', (column) => column.primaryKey())
      .addColumn('opened_position', 'bigint', (column) => column.notNull().unique())
      .addColumn('item', 'text', (column) => column.notNull())
      .addColumn('item_folded', 'text', (column) => column.notNull())
      .addColumn('quantity', 'integer', (column) => column.notNull())
      .addColumn('amount_cents', 'integer', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('opened_at', 'text', (column) => column.notNull())
      .addColumn('settled_at', 'text')
      .execute()
    await db.schema
      .createIndex('order_views_by_status')
      .on('order_views')
      .columns(['status', 'opened_position'])
      .execute()
  },
}
