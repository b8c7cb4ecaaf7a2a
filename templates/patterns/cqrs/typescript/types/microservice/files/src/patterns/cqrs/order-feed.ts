import { ORDERS, orderEvent } from '../../orders/order-events.ts'
import { changeLog } from './change-log.ts'
import type { OrderChange, OrderFact } from './order-change.ts'
import type { Feed } from './read-model.ts'

export const orderFeed: Feed<OrderChange> = changeLog(ORDERS, factOf)

function factOf(body: unknown): OrderFact {
  const { type, order } = orderEvent.parse(body)
  const { item, quantity, amountCents } = order
  switch (type) {
    case 'order.opened':
      return { type: 'opened', item, quantity, amountCents }
    case 'order.paid':
      return { type: 'paid' }
    case 'order.declined':
      return { type: 'declined' }
    case 'order.out-of-stock':
      return { type: 'out-of-stock' }
  }
}
