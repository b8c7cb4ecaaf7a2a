import type { Selectable } from 'kysely'
import type { Database, Tx } from '../database/database.ts'
import type { ShipmentRow } from '../database/migrations/shipments.ts'
import type { Shipment, ShipmentStatus } from './shipment.ts'

/** Reads a shipment for somebody who asks. */
export type ShipmentReader = (orderId: string) => Promise<Shipment | undefined>

interface Change {
  readonly from: readonly ShipmentStatus[]
  readonly to: ShipmentStatus
  readonly trackingCode?: string
}

/** One row a shipment. A change names the states it may start from, so that of two at once one counts. */
export const shipmentStore = {
  async find(database: Database | Tx, orderId: string): Promise<Shipment | undefined> {
    const query = database.selectFrom('shipments').selectAll().where('order_id', '=', orderId)
    const row = await query.executeTakeFirst()
    return row === undefined ? undefined : toShipment(row)
  },

  /** False when there is one for this order. */
  async open(tx: Tx, { orderId, customer, lines, status }: Shipment): Promise<boolean> {
    const result = await tx
      .insertInto('shipments')
      .values({
        order_id: orderId,
        customer,
        lines: JSON.stringify(lines),
        status,
        tracking_code: null,
        opened_at: new Date().toISOString(),
      })
      .onConflict((conflict) => conflict.column('order_id').doNothing())
      .executeTakeFirst()
    return result.numInsertedOrUpdatedRows === 1n
  },

  /** The shipment as it is then; `undefined` when it was in no state to change like that. */
  async change(
    tx: Tx,
    orderId: string,
    { from, to, trackingCode }: Change,
  ): Promise<Shipment | undefined> {
    const row = await tx
      .updateTable('shipments')
      .set({ status: to, ...(trackingCode === undefined ? {} : { tracking_code: trackingCode }) })
      .where('order_id', '=', orderId)
      .where('status', 'in', from)
      .returningAll()
      .executeTakeFirst()
    return row === undefined ? undefined : toShipment(row)
  },

  /** Those that wait for the carrier: how many, and since when the oldest does. */
  async waiting(database: Database): Promise<{ count: number; oldestAt: string | null }> {
    const { count, oldest } = await database
      .selectFrom('shipments')
      .select(({ fn }) => [fn.countAll().as('count'), fn.min('opened_at').as('oldest')])
      .where('status', '=', 'requested')
      .executeTakeFirstOrThrow()
    return { count: Number(count), oldestAt: oldest }
  },
}

function toShipment(row: Selectable<ShipmentRow>): Shipment {
  return {
    orderId: row.order_id,
    customer: row.customer,
    lines: JSON.parse(row.lines),
    status: row.status,
    ...(row.tracking_code === null ? {} : { trackingCode: row.tracking_code }),
  }
}
