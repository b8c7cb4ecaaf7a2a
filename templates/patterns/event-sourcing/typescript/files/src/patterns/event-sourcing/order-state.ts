import type { Order, OrderRequest, Outcome } from '../../orders/order.ts'
import { sameOrder } from '../../orders/order.ts'
import type { OrderFact } from './events.ts'

/** An order as its events say, or `undefined` before the first. */
export type OrderState = Order | undefined

/** What one more event makes of an order. A function of the two alone: replaying gives the same each time. */
export function evolve(id: string, state: OrderState, fact: OrderFact): Order {
  if (fact.type === 'opened') {
    const { item, quantity, amountCents } = fact
    return { id, item, quantity, amountCents, status: 'pending' }
  }
  if (state === undefined) throw new Error(`order ${id} was ${fact.type} before it was opened`)
  switch (fact.type) {
    case 'paid':
      return { ...state, status: 'paid', paymentId: fact.paymentId }
    case 'declined':
      return { ...state, status: 'declined', declineReason: fact.reason }
    case 'out-of-stock':
      return { ...state, status: 'out-of-stock' }
  }
}

/** What happens when an order is asked for; nothing when it is there. Throws `OrderConflict`. */
export function decideOpen(state: OrderState, request: OrderRequest): OrderFact | undefined {
  if (state === undefined) return { type: 'opened', ...request }
  sameOrder(state, request)
  return undefined
}

/** What happens when an order gets its outcome; nothing when it has one: the first one counts. */
export function decideSettle(state: OrderState, outcome: Outcome): OrderFact | undefined {
  if (state === undefined) throw new Error('an order was settled that was never opened')
  if (state.status !== 'pending') return undefined
  switch (outcome.status) {
    case 'paid':
      return { type: 'paid', paymentId: outcome.paymentId }
    case 'declined':
      return { type: 'declined', reason: outcome.declineReason }
    case 'out-of-stock':
      return { type: 'out-of-stock' }
  }
}
