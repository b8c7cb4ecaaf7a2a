import type { Payments } from '../payments/payments.ts'
import type { Order, OrderRequest } from './order.ts'
import type { OrderStore } from './order-store.ts'

/**
 * Opens the order, then charges for it. If payments gives no answer the order stays pending and
 * the same request may be sent again: the order id is the key by which payments charges once.
 * Throws `OrderConflict` and `PaymentsUnavailable`.
 */
export async function placeOrder(
  id: string,
  request: OrderRequest,
  { orders, payments }: { readonly orders: OrderStore; readonly payments: Payments },
): Promise<Order> {
  const order = orders.open(id, request)
  if (order.status !== 'pending') return order
  const result = await payments.charge({ orderId: id, amountCents: order.amountCents })
  return orders.settle(id, result)
}
