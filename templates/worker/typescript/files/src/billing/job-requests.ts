import * as z from 'zod'

export const jobId = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,64}$/, 'letters, digits and hyphens, at most 64')

const customer = z.string().trim().min(1).max(100)

export const charge = z.strictObject({
  customer,
  /** In the smallest unit of the currency. */
  amountCents: z.int().min(1).max(100_000_000),
})
export const receipt = z.strictObject({ customer, text: z.string().min(1).max(1000) })

const scheduling = {
  priority: z.enum(['urgent', 'normal']).default('normal'),
  /** How long to wait before it is done. */
  delayMs: z
    .int()
    .min(0)
    .max(30 * 86_400_000)
    .default(0),
}

/** What may be asked for from outside. Jobs that recur are our own business. */
export const jobRequest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('charge'), ...charge.shape, ...scheduling }),
  z.strictObject({ kind: z.literal('receipt'), ...receipt.shape, ...scheduling }),
])
