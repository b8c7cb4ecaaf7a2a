import type { HttpClient } from '../http-client/http-client.ts'
import type { Order } from '../orders/order.ts'

/** The stock service as the orders see it. The order id is the key by which it acts once. */
export interface Stock {
  /** False when there is not enough. Throws `DependencyUnavailable` when there was no answer. */
  reserve(order: Pick<Order, 'id' | 'item' | 'quantity'>): Promise<boolean>
  /** Gives back what was reserved; nothing happens where nothing was. Throws `DependencyUnavailable`. */
  release(id: string): Promise<void>
}

export function httpStock(call: HttpClient): Stock {
  return {
    async reserve({ id, item, quantity }) {
      const { status } = await call({
        method: 'PUT',
        path: `reservations/${encodeURIComponent(id)}`,
        body: { item, quantity },
      })
      if (status === 200 || status === 201) return true
      if (status === 409) return false
      throw new Error(`stock refused our reservation with ${status}`)
    },

    async release(id) {
      const path = `reservations/${encodeURIComponent(id)}`
      const { status } = await call({ method: 'DELETE', path })
      if (status !== 200 && status !== 404)
        throw new Error(`stock refused our release with ${status}`)
    },
  }
}
