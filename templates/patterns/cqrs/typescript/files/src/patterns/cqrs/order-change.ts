import type { Database, Tx } from '../../database/database.ts'
import type { EventSink } from '../../messaging/unit-of-work.ts'
import type { OrderStatus } from '../../orders/order.ts'

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
export type OrderChange = (Opened | Settled) & {
  readonly position: number
  readonly orderId: string
  /** ISO 8601, UTC. */
  readonly at: string
}

/** All changes of all orders, kept: of them the read model is made, and made again. */
export interface OrderFeed {
  /** Records the changes that the events of a transaction tell of, where nobody else has. */
  readonly stage?: NonNullable<EventSink['stage']>
  /** Changes after a position, in order and without gaps. */
  read(db: Database | Tx, after: number, limit: number): Promise<OrderChange[]>
  /** The position of the last change that is committed. */
  head(db: Database | Tx): Promise<number>
}
