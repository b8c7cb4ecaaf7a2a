import type { Carrier } from '../carrier/carrier.ts'
import type { Database } from '../database/database.ts'
import { eventOf, shipmentEvent } from '../events/shipment-events.ts'
import type { Handler } from '../messaging/broker.ts'
import type { UnitOfWork } from '../messaging/unit-of-work.ts'
import { shipmentStore } from './shipment-store.ts'

interface Parts {
  readonly database: Database
  readonly unitOfWork: UnitOfWork
  readonly carrier: Carrier
}

/**
 * Does at the carrier what was decided. A call cannot be in a transaction, so this may be done twice; the
 * carrier acts once for each order, and the state of the shipment says what is left to do.
 */
export function bookShipments(parts: Parts): Handler {
  return async ({ body }) => {
    const { type, orderId } = shipmentEvent.parse(body)
    if (type === 'shipment.requested') await book(parts, orderId)
    if (type === 'shipment.cancelled') await parts.carrier.cancel(orderId)
  }
}

async function book({ database, unitOfWork, carrier }: Parts, orderId: string): Promise<void> {
  const shipment = await shipmentStore.find(database, orderId)
  if (shipment === undefined) throw new Error(`there is no shipment for order ${orderId}`)
  if (shipment.status === 'requested') {
    const booking = await carrier.book(shipment)
    await unitOfWork(async ({ tx, emit }) => {
      const changed = await shipmentStore.change(tx, orderId, {
        from: ['requested'],
        ...(booking.isTaken
          ? { to: 'booked', trackingCode: booking.trackingCode }
          : { to: 'refused' }),
      })
      if (changed !== undefined) emit(eventOf(changed))
    })
  }
  // It may have been cancelled while we asked; then what we booked is taken back, also after a crash.
  const now = await shipmentStore.find(database, orderId)
  if (now?.status === 'cancelled') await carrier.cancel(orderId)
}
