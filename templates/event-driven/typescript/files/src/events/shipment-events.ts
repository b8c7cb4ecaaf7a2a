import * as z from 'zod'
import type { NewEvent } from '../messaging/unit-of-work.ts'
import type { Shipment } from '../shipping/shipment.ts'

/** The topic of what happens to shipments: we publish there, and read it ourselves. */
export const SHIPMENTS = 'shipments'

export const shipmentEvent = z.object({
  type: z.enum(['shipment.requested', 'shipment.booked', 'shipment.refused', 'shipment.cancelled']),
  orderId: z.string(),
  trackingCode: z.string().optional(),
})

export type ShipmentEvent = z.infer<typeof shipmentEvent>

/** What happened to the shipment that made it what it is now. */
export function eventOf({ orderId, status, trackingCode }: Shipment): NewEvent {
  const body = {
    type: `shipment.${status}`,
    version: 1,
    occurredAt: new Date().toISOString(),
    orderId,
    ...(trackingCode === undefined ? {} : { trackingCode }),
  }
  return { topic: SHIPMENTS, key: orderId, body }
}
