import { lockUntilCommit } from '../database/locks.ts'
import type { UnitOfWork } from '../messaging/unit-of-work.ts'
import type { Payments } from '../payments/payments.ts'
import type { Stock } from '../stock/stock.ts'
import type { Order, OrderRequest, Outcome } from './order.ts'
import { eventOf } from './order-events.ts'
import type { OrderStore } from './order-store.ts'

/** Takes an order from its request to its outcome. */
export interface OrderProcess {
  /** Throws `OrderConflict`, and `DependencyUnavailable` while the order has to stay pending. */
  place(id: string, request: OrderRequest): Promise<{ order: Order; isNew: boolean }>
}

export interface ProcessParts {
  readonly unitOfWork: UnitOfWork
  readonly orders: OrderStore
  readonly payments: Payments
  readonly stock: Stock
}

/** Opens the order, unless it is open, and announces a new one. */
export function openOrder(
  { unitOfWork, orders }: ProcessParts,
  id: string,
  request: OrderRequest,
): Promise<{ order: Order; isNew: boolean }> {
  return unitOfWork(async ({ tx, emit }) => {
    // Two requests at once, here or in another replica: one of them opens it.
    await lockUntilCommit(tx, `order ${id}`)
    const isNew = (await orders.find(tx, id)) === undefined
    const order = await orders.open(tx, id, request)
    if (isNew) emit(eventOf(order))
    return { order, isNew }
  })
}

/** Gives the order its outcome and announces it, once. */
export function settleOrder(
  { unitOfWork, orders }: ProcessParts,
  id: string,
  outcome: Outcome,
): Promise<Order> {
  return unitOfWork(async ({ tx, emit }) => {
    const { order, changed } = await orders.settle(tx, id, outcome)
    if (changed) emit(eventOf(order))
    return order
  })
}
