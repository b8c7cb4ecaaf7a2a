import type { Migration } from 'kysely'
import type { ShipmentStatus } from '../../shipping/shipment.ts'

export interface ShipmentRow {
  order_id: string
  customer: string
  /** JSON. */
  lines: string
  status: ShipmentStatus
  tracking_code: string | null
  opened_at: string
}

export const createShipments: Migration = {
  async up(db) {
    await db.schema
      .createTable('shipments')
      .addColumn('order_id', 'text', (column) => column.primaryKey())
      .addColumn('customer', 'text', (column) => column.notNull())
      .addColumn('lines', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('tracking_code', 'text')
      .addColumn('opened_at', 'text', (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('shipments_by_status')
      .on('shipments')
      .columns(['status', 'opened_at'])
      .execute()
  },
}
