import type { Selectable } from 'kysely'
import type { Database, Tx } from '../../database/database.ts'
import type { ShipmentViewRow } from '../../database/migrations/shipment-views.ts'
import type { ShipmentStatus } from '../../shipping/shipment.ts'
import type { Change } from './read-model.ts'

/** What became of a shipment, as far as the read side cares. */
export interface ShipmentFact {
  readonly status: ShipmentStatus
  readonly trackingCode?: string
}

export interface ShipmentQuery {
  readonly status?: ShipmentStatus | undefined
  /** Only shipments before this place in the list. */
  readonly before?: number | undefined
  readonly limit: number
}

/** One row a shipment, in the form in which it is asked for. */
export const shipmentViews = {
  /** Each change says all that a row holds, so one that comes twice changes nothing. */
  async apply(tx: Tx, { key, position, at, status, trackingCode }: Change & ShipmentFact) {
    const tracked = trackingCode === undefined ? {} : { tracking_code: trackingCode }
    await tx
      .insertInto('shipment_views')
      .values({
        order_id: key,
        first_position: position,
        status,
        tracking_code: trackingCode ?? null,
        requested_at: at,
        changed_at: at,
      })
      .onConflict((conflict) =>
        conflict.column('order_id').doUpdateSet({ status, changed_at: at, ...tracked }),
      )
      .execute()
  },

  async clear(tx: Tx): Promise<void> {
    await tx.deleteFrom('shipment_views').execute()
  },

  /** The newest first. `next` leads to those before, where there are any. */
  async list(db: Database, { status, before, limit }: ShipmentQuery) {
    let query = db.selectFrom('shipment_views').selectAll()
    if (status !== undefined) query = query.where('status', '=', status)
    if (before !== undefined) query = query.where('first_position', '<', before)
    const rows = await query
      .orderBy('first_position', 'desc')
      .limit(limit + 1)
      .execute()
    const page = rows.slice(0, limit)
    const next = rows.length > limit ? page.at(-1)?.first_position : undefined
    return { shipments: page.map(toView), ...(next === undefined ? {} : { next }) }
  },

  /** How many shipments there are in each state. */
  async totals(db: Database) {
    const rows = await db
      .selectFrom('shipment_views')
      .select(({ fn }) => ['status', fn.countAll().as('shipments')])
      .groupBy('status')
      .orderBy('status')
      .execute()
    return rows.map(({ status, shipments }) => ({ status, shipments: Number(shipments) }))
  },
}

function toView(row: Selectable<ShipmentViewRow>) {
  return {
    orderId: row.order_id,
    status: row.status,
    requestedAt: row.requested_at,
    changedAt: row.changed_at,
    ...(row.tracking_code === null ? {} : { trackingCode: row.tracking_code }),
  }
}
