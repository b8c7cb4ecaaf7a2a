import type { Line } from '../events/order-events.ts'

/**
 *     requested --> booked ----> cancelled
 *         |  \----> refused          ^
 *         \--------------------------/
 */
export type ShipmentStatus = 'requested' | 'booked' | 'refused' | 'cancelled'

/** One for each order, and called as the order is. */
export interface Shipment {
  readonly orderId: string
  readonly customer: string
  readonly lines: readonly Line[]
  readonly status: ShipmentStatus
  /** Of a booked one. */
  readonly trackingCode?: string
}
