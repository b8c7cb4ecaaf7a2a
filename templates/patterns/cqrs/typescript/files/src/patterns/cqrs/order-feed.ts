import type { Selectable } from 'kysely'
import type { Tx } from '../../database/database.ts'
import type { OrderChangeRow } from '../../database/migrations/order-changes.ts'
import type { Message } from '../../messaging/broker.ts'
import { ORDERS, orderEvent } from '../../orders/order-events.ts'
import type { OrderChange, OrderFeed } from './order-change.ts'

/** Notes each change in the transaction that makes it, so that neither is there without the other. */
export const orderFeed: OrderFeed = {
  async stage(tx, events) {
    const changes = events.filter(({ topic }) => topic === ORDERS)
    if (changes.length === 0) return
    const first = (await takePositions(tx, changes.length)) - changes.length + 1
    const rows = changes.map((event, at) => toRow(event, first + at))
    await tx.insertInto('order_changes').values(rows).execute()
  },

  async read(db, after, limit) {
    const query = db.selectFrom('order_changes').selectAll().where('position', '>', after)
    return (await query.orderBy('position').limit(limit).execute()).map(toChange)
  },

  async head(db) {
    const query = db.selectFrom('order_changes_head').select('position')
    return (await query.executeTakeFirstOrThrow()).position
  },
}

/**
 * The last of `count` new positions. Locks the head until the transaction ends, so that changes become visible in
 * the order of their positions. A sequence of the database would not do: whoever drew 7 may commit before
 * whoever drew 6, and a projection that is at 7 never sees 6.
 */
async function takePositions(tx: Tx, count: number): Promise<number> {
  await tx
    .updateTable('order_changes_head')
    .set(({ eb }) => ({ position: eb('position', '+', count) }))
    .execute()
  return orderFeed.head(tx)
}

function toRow({ body }: Message, position: number): OrderChangeRow {
  const { type, order } = orderEvent.parse(body)
  const { item, quantity, amountCents } = order
  const what = type.slice('order.'.length) as OrderChange['type']
  const data = what === 'opened' ? { item, quantity, amountCents } : {}
  return {
    position,
    order_id: order.id,
    type: what,
    data: JSON.stringify(data),
    changed_at: new Date().toISOString(),
  }
}

function toChange(row: Selectable<OrderChangeRow>): OrderChange {
  const { position, order_id: orderId, type, changed_at: at } = row
  return { ...JSON.parse(row.data), position, orderId, type, at }
}
