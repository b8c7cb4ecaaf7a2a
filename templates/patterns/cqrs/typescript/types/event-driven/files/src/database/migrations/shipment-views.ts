import type { Migration } from 'kysely'
import type { ShipmentStatus } from '../../shipping/shipment.ts'

/** A shipment as it is listed and counted. Everything here can be made again of the changes. */
export interface ShipmentViewRow {
  order_id: string
  /** Of the change that it was seen in first: a place in the list that never moves. */
  first_position: number
  status: ShipmentStatus
  tracking_code: string | null
  requested_at: string
  changed_at: string
}

export const createShipmentViews: Migration = {
  async up(db) {
    await db.schema
      .createTable('shipment_views')
      .addColumn('order_id', 'text', (column) => column.primaryKey())
      .addColumn('first_position', 'bigint', (column) => column.notNull().unique())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('tracking_code', 'text')
      .addColumn('requested_at', 'text', (column) => column.notNull())
      .addColumn('changed_at', 'text', (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('shipment_views_by_status')
      .on('shipment_views')
      .columns(['status', 'first_position'])
      .execute()
  },
}
