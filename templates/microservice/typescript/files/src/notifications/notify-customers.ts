import type { Handler } from '../messaging/broker.ts'
import { type OrderEvent, orderEvent } from '../orders/order-events.ts'
import type { Notifications } from './notifications.ts'

const TEXTS: Partial<Record<OrderEvent['type'], string>> = {
  'order.paid': 'Your order is on its way.',
  'order.declined': 'Your payment was declined.',
  'order.out-of-stock': 'We are out of stock.',
}

/** What the customer reads, if there is anything to tell. */
export type TextOf = (event: OrderEvent) => Promise<string | undefined>

export const plainText: TextOf = async ({ type }) => TEXTS[type]

/** Tells the customer how an order ended. A message that comes twice is sent under the same key. */
export function notifyCustomers(notifications: Notifications, textOf = plainText): Handler {
  return async ({ body }) => {
    const event = orderEvent.parse(body)
    const { order } = event
    const text = await textOf(event)
    if (text === undefined) return
    await notifications.send({ id: `${order.id}-${order.status}`, orderId: order.id, text })
  }
}
