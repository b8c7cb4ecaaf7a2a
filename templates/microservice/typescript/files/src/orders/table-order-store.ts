import type { Selectable } from 'kysely'
import type { OrderRow } from '../database/migrations/orders.ts'
import { type Order, sameOrder } from './order.ts'
import type { OrderStore } from './order-store.ts'

/** One row an order, changed in place. */
export const tableOrderStore: OrderStore = {
  async find(tx, id) {
    const row = await tx.selectFrom('orders').selectAll().where('id', '=', id).executeTakeFirst()
    return row === undefined ? undefined : toOrder(row)
  },

  async open(tx, id, request) {
    const { item, quantity, amountCents } = request
    await tx
      .insertInto('orders')
      .values({ id, item, quantity, amount_cents: amountCents, status: 'pending' })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
    return sameOrder(await existing(tableOrderStore.find(tx, id), id), request)
  },

  async settle(tx, id, outcome) {
    const result = await tx
      .updateTable('orders')
      .set({
        status: outcome.status,
        payment_id: outcome.status === 'paid' ? outcome.paymentId : null,
        decline_reason: outcome.status === 'declined' ? outcome.declineReason : null,
      })
      // Two requests for one order may both get here. The first one counts.
      .where('id', '=', id)
      .where('status', '=', 'pending')
      .executeTakeFirst()
    const order = await existing(tableOrderStore.find(tx, id), id)
    return { order, changed: result.numUpdatedRows > 0n }
  },
}

async function existing(found: Promise<Order | undefined>, id: string): Promise<Order> {
  const order = await found
  if (order === undefined) throw new Error(`order ${id} was never opened`)
  return order
}

function toOrder(row: Selectable<OrderRow>): Order {
  return {
    id: row.id,
    item: row.item,
    quantity: row.quantity,
    amountCents: row.amount_cents,
    status: row.status,
    ...(row.payment_id === null ? {} : { paymentId: row.payment_id }),
    ...(row.decline_reason === null ? {} : { declineReason: row.decline_reason }),
  }
}
