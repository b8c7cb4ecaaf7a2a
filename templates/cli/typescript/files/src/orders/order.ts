import * as z from 'zod'

export const orderId = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,64}$/, 'letters, digits and hyphens, at most 64')

export const orderRequest = z.strictObject({
  item: z.string().trim().min(1).max(100),
  quantity: z.coerce.number().int().min(1).max(1000),
  /** The total in the smallest unit of the currency. */
  amountCents: z.coerce.number().int().min(1).max(100_000_000),
})

export type OrderRequest = z.infer<typeof orderRequest>

/** `pending` until the service knows how it ends. */
export const order = z.object({
  ...orderRequest.shape,
  id: z.string(),
  status: z.enum(['pending', 'paid', 'declined', 'out-of-stock']),
})

export type Order = z.infer<typeof order>
