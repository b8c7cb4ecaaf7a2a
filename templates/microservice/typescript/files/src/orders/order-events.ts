import * as z from 'zod'
import type { NewEvent } from '../messaging/unit-of-work.ts'
import { type Order, orderRequest } from './order.ts'

/** The topic of everything that happens to orders. */
export const ORDERS = 'orders'

export const orderEvent = z.object({
  type: z.enum(['order.opened', 'order.paid', 'order.declined', 'order.out-of-stock']),
  order: z.object({ ...orderRequest.shape, id: z.string(), status: z.string() }),
})

export type OrderEvent = z.infer<typeof orderEvent>

/** What happened to the order that made it what it is now. */
export function eventOf(order: Order): NewEvent {
  const what = order.status === 'pending' ? 'opened' : order.status
  return { topic: ORDERS, key: order.id, body: { type: `order.${what}`, order } }
}
