import type { Tx } from '../database/database.ts'
import type { Order, OrderRequest, Outcome } from './order.ts'

/** Where orders are kept. Everything happens in the transaction of the caller. */
export interface OrderStore {
  find(tx: Tx, id: string): Promise<Order | undefined>
  /** The order of this id, made if there is none. Throws `OrderConflict` if it asks for something else. */
  open(tx: Tx, id: string, request: OrderRequest): Promise<Order>
  /** Ends a pending order. `changed` is false when it had its outcome already: that one stays. */
  settle(tx: Tx, id: string, outcome: Outcome): Promise<{ order: Order; changed: boolean }>
}

/** Reads an order for somebody who asks. */
export type OrderReader = (id: string) => Promise<Order | undefined>
