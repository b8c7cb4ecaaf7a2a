import * as z from 'zod'
import { Problem } from '../problem.ts'

export const orderId = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,64}$/, 'letters, digits and hyphens, at most 64')

export const orderRequest = z.strictObject({
  item: z.string().trim().min(1).max(100),
  quantity: z.int().min(1).max(1000),
  /** The total in the smallest unit of the currency. */
  amountCents: z.int().min(1).max(100_000_000),
})

export type OrderRequest = z.infer<typeof orderRequest>

/** `pending` until stock and payments have answered, one way or the other. */
export type OrderStatus = 'pending' | 'paid' | 'declined' | 'out-of-stock'

export interface Order extends OrderRequest {
  readonly id: string
  readonly status: OrderStatus
  /** What payments calls the charge; of a paid order. */
  readonly paymentId?: string
  /** Why payments declined; of a declined order. */
  readonly declineReason?: string
}

/** How an order ends. */
export type Outcome =
  | { readonly status: 'paid'; readonly paymentId: string }
  | { readonly status: 'declined'; readonly declineReason: string }
  | { readonly status: 'out-of-stock' }

/** The id is taken by an order with other contents. */
export class OrderConflict extends Problem {
  override readonly name = 'OrderConflict'

  constructor(id: string) {
    super(`order ${id} exists with other contents`, { status: 409, code: 'conflict' })
  }
}

/** Throws `OrderConflict` when `known` is not what `request` asks for. */
export function sameOrder(known: Order, request: OrderRequest): Order {
  const isSame =
    known.item === request.item &&
    known.quantity === request.quantity &&
    known.amountCents === request.amountCents
  if (!isSame) throw new OrderConflict(known.id)
  return known
}
