import * as z from 'zod'

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

export interface Order extends OrderRequest {
  readonly id: string
  /** `pending` until payments has answered, one way or the other. */
  readonly status: 'pending' | 'paid' | 'declined'
  readonly paymentId?: string
  readonly declineReason?: string
}

/** The id is taken by an order with other contents. */
export class OrderConflict extends Error {
  override readonly name = 'OrderConflict'
}
