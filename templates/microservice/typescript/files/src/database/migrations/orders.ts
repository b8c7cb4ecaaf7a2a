import type { Generated, Migration } from 'kysely'
import type { OrderStatus } from '../../orders/order.ts'

export interface OrderRow {
  id: string
  item: string
  quantity: number
  amount_cents: number
  status: OrderStatus
  payment_id: Generated<string | null>
  decline_reason: Generated<string | null>
}

export const createOrders: Migration = {
  async up(db) {
    await db.schema
      .createTable('orders')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('item', 'text', (column) => column.notNull())
      .addColumn('quantity', 'integer', (column) => column.notNull())
      .addColumn('amount_cents', 'integer', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('payment_id', 'text')
      .addColumn('decline_reason', 'text')
      .execute()
  },
}
