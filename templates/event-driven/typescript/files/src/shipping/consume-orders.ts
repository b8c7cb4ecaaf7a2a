import { type OrderEvent, readOrderEvent } from '../events/order-events.ts'
import { eventOf } from '../events/shipment-events.ts'
import type { InboxHandler } from '../inbox/inbox.ts'
import type { Work } from '../messaging/unit-of-work.ts'
import type { Shipment } from './shipment.ts'
import { shipmentStore } from './shipment-store.ts'

/** Decides what an order event means for us. It changes our own tables only: the carrier is called later. */
export const consumeOrders: InboxHandler = async (work, { body }) => {
  const event = readOrderEvent(body)
  if (event.type === 'order.paid') await request(work, event)
  else await cancel(work, event.orderId)
}

async function request(
  { tx, emit }: Work,
  { orderId, customer, lines }: Extract<OrderEvent, { type: 'order.paid' }>,
): Promise<void> {
  const shipment: Shipment = { orderId, customer, lines, status: 'requested' }
  if (await shipmentStore.open(tx, shipment)) emit(eventOf(shipment))
}

/**
 * A message that failed is overtaken by those after it, so the cancellation may come first. It leaves a
 * shipment that is cancelled already, for the payment to find.
 */
async function cancel({ tx, emit }: Work, orderId: string): Promise<void> {
  const isFirst = await shipmentStore.open(tx, {
    orderId,
    customer: '',
    lines: [],
    status: 'cancelled',
  })
  if (isFirst) return
  const cancelled = await shipmentStore.change(tx, orderId, {
    from: ['requested', 'booked'],
    to: 'cancelled',
  })
  if (cancelled !== undefined) emit(eventOf(cancelled))
}
