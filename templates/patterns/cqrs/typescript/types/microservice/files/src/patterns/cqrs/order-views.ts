import { type Selectable, sql } from 'kysely'
import type { Database, Tx } from '../../database/database.ts'
import type { OrderViewRow } from '../../database/migrations/order-views.ts'
import type { OrderStatus } from '../../orders/order.ts'
import type { OrderChange } from './order-change.ts'

export interface OrderQuery {
  readonly status?: OrderStatus | undefined
  /** A part of the name of the item, in any case. */
  readonly item?: string | undefined
  /** Only orders before this place in the list. */
  readonly before?: number | undefined
  readonly limit: number
}

/** One row an order, in the form in which it is asked for. */
export const orderViews = {
  async apply(tx: Tx, change: OrderChange): Promise<void> {
    if (change.type === 'opened') return insert(tx, change)
    const { numUpdatedRows } = await tx
      .updateTable('order_views')
      .set({ status: change.type, settled_at: change.at })
      .where('order_id', '=', change.key)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) {
      throw new Error(`change ${change.position} is of order ${change.key}, never opened`)
    }
  },

  async clear(tx: Tx): Promise<void> {
    await tx.deleteFrom('order_views').execute()
  },

  /** The newest first. `next` leads to those before, where there are any. */
  async list(db: Database, { status, item, before, limit }: OrderQuery) {
    let query = db.selectFrom('order_views').selectAll()
    if (status !== undefined) query = query.where('status', '=', status)
    if (item !== undefined) query = query.where(contains(item))
    if (before !== undefined) query = query.where('opened_position', '<', before)
    const rows = await query
      .orderBy('opened_position', 'desc')
      .limit(limit + 1)
      .execute()
    const page = rows.slice(0, limit)
    const next = rows.length > limit ? page.at(-1)?.opened_position : undefined
    return { orders: page.map(toView), ...(next === undefined ? {} : { next }) }
  },

  /** How many orders there are of each status, and what they amount to. */
  async totals(db: Database) {
    const rows = await db
      .selectFrom('order_views')
      .select(({ fn }) => ['status', fn.countAll().as('orders'), fn.sum('amount_cents').as('sum')])
      .groupBy('status')
      .orderBy('status')
      .execute()
    return rows.map(({ status, orders, sum }) => ({
      status,
      orders: Number(orders),
      amountCents: Number(sum),
    }))
  },
}

async function insert(tx: Tx, change: OrderChange & { type: 'opened' }): Promise<void> {
  const { key, position, item, quantity, amountCents, at } = change
  await tx
    .insertInto('order_views')
    .values({
      order_id: key,
      opened_position: position,
      item,
      item_folded: item.toLowerCase(),
      quantity,
      amount_cents: amountCents,
      status: 'pending',
      opened_at: at,
    })
    .onConflict((conflict) => conflict.column('order_id').doNothing())
    .execute()
}

/** `%` and `_` that somebody types stand for themselves. */
function contains(item: string) {
  const pattern = `%${item.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  return sql<boolean>`item_folded like ${pattern} escape '\\'`
}

function toView(row: Selectable<OrderViewRow>) {
  return {
    id: row.order_id,
    item: row.item,
    quantity: row.quantity,
    amountCents: row.amount_cents,
    status: row.status,
    openedAt: row.opened_at,
    ...(row.settled_at === null ? {} : { settledAt: row.settled_at }),
  }
}
