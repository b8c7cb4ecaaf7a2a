import type { OrderStatus } from '../../orders/order.ts'
import type { Change } from './read-model.ts'

interface Opened {
  readonly type: 'opened'
  readonly item: string
  readonly quantity: number
  readonly amountCents: number
}

interface Settled {
  readonly type: Exclude<OrderStatus, 'pending'>
}

/** What the write side did to an order, as far as the read side cares. */
export type OrderFact = Opened | Settled
export type OrderChange = Change & OrderFact
