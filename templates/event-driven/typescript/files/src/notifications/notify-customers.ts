import { shipmentEvent } from '../events/shipment-events.ts'
import type { Handler } from '../messaging/broker.ts'
import type { Notifications } from './notifications.ts'

/** Tells the customer what became of the shipment. A message that comes twice is sent under the same key. */
export function notifyCustomers(notifications: Notifications): Handler {
  return async ({ body }) => {
    const { type, orderId, trackingCode } = shipmentEvent.parse(body)
    const text = {
      'shipment.requested': undefined,
      'shipment.booked': `Your parcel is on its way: ${trackingCode}.`,
      'shipment.refused': 'We cannot ship your order.',
      'shipment.cancelled': 'Your shipment is cancelled.',
    }[type]
    if (text === undefined) return
    const id = `${orderId}-${type.slice('shipment.'.length)}`
    await notifications.send({ id, orderId, text })
  }
}
