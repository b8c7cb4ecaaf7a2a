import * as z from 'zod'
import { DependencyUnavailable, type HttpClient } from '../http-client/http-client.ts'
import type { Shipment } from '../shipping/shipment.ts'

export type Booking =
  | { readonly isTaken: true; readonly trackingCode: string }
  | { readonly isTaken: false }

/** The carrier as we see it. The order id is the key by which it acts once. */
export interface Carrier {
  /** A refusal is an answer. Throws `DependencyUnavailable` when there was none. */
  book(shipment: Pick<Shipment, 'orderId' | 'customer' | 'lines'>): Promise<Booking>
  /** Nothing happens where nothing was booked. Throws `DependencyUnavailable`. */
  cancel(orderId: string): Promise<void>
}

const taken = z.object({ id: z.string().min(1) })

export function httpCarrier(call: HttpClient): Carrier {
  const pathOf = (orderId: string): string => `bookings/${encodeURIComponent(orderId)}`
  return {
    async book({ orderId, customer, lines }) {
      const { status, body } = await call({
        method: 'PUT',
        path: pathOf(orderId),
        body: { customer, lines },
      })
      if (status === 409 || status === 422) return { isTaken: false }
      // Any other answer means that our own request is wrong. The carrier is well, so this is no outage.
      if (status !== 200 && status !== 201) {
        throw new Error(`the carrier refused our booking with ${status}`)
      }
      const answer = taken.safeParse(body)
      if (answer.success) return { isTaken: true, trackingCode: answer.data.id }
      // An answer that we cannot read may stand for anything, so it counts as none.
      throw new DependencyUnavailable('carrier', 'sent an answer we cannot read')
    },

    async cancel(orderId) {
      const { status } = await call({ method: 'DELETE', path: pathOf(orderId) })
      if (status !== 200 && status !== 404) {
        throw new Error(`the carrier refused our cancellation with ${status}`)
      }
    },
  }
}
