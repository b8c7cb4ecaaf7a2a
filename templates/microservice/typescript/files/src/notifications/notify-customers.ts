import type { Handler } from '../messaging/broker.ts'
import { type OrderEvent, orderEvent } from '../orders/order-events.ts'
import type { Notifications } from './notifications.ts'

const TEXTS: Partial<Record<OrderEvent['type'], string>> = {
  'order.paid': 'Your order is on its way.',
  'order.declined': 'Your payment was declined.',
  'order.out-of-stock': 'We are out of stock.',
}

/** Tells the customer how an order ended. A message that comes twice is sent under the same key. */
export function notifyCustomers(notifications: Notifications): Handler {
  return async ({ body }) => {
    const { type, order } = orderEvent.parse(body)
    const text = TEXTS[type]
    if (text === undefined) return
    await notifications.send({ id: `${order.id}-${order.status}`, orderId: order.id, text })
  }
}
