import { isDeepStrictEqual } from 'node:util'
import type { ChargeResult } from '../payments/payments.ts'
import { type Order, OrderConflict, type OrderRequest } from './order.ts'

/** What the service needs from a store. Replace `memoryOrderStore` to keep orders over a restart. */
export interface OrderStore {
  get(id: string): Order | undefined
  /** The order of this id, made if there is none. Throws `OrderConflict` if it asks for something else. */
  open(id: string, request: OrderRequest): Order
  settle(id: string, result: ChargeResult): Order
}

export function memoryOrderStore(): OrderStore {
  const orders = new Map<string, Order>()

  const save = (order: Order): Order => {
    orders.set(order.id, order)
    return order
  }

  return {
    get: (id) => orders.get(id),

    open(id, request) {
      const known = orders.get(id)
      if (known === undefined) return save({ id, ...request, status: 'pending' })
      const { item, quantity, amountCents } = known
      if (isDeepStrictEqual({ item, quantity, amountCents }, { ...request })) return known
      throw new OrderConflict(`order ${id} exists with other contents`)
    },

    settle(id, result) {
      const order = orders.get(id)
      if (order === undefined) throw new Error(`settled order ${id}, which was never opened`)
      return save(
        result.status === 'approved'
          ? { ...order, status: 'paid', paymentId: result.paymentId }
          : { ...order, status: 'declined', declineReason: result.reason },
      )
    },
  }
}
