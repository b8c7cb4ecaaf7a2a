import * as z from 'zod'

/**
 * What has happened to an order, as facts in the past. A form that has been stored is never changed: a new one gets
 * the next schema version, and `upcast` (./upcast.ts) reads the old.
 */
const opened = z.object({
  type: z.literal('opened'),
  item: z.string(),
  quantity: z.int(),
  amountCents: z.int(),
})
const paid = z.object({ type: z.literal('paid'), paymentId: z.string() })
const declined = z.object({ type: z.literal('declined'), reason: z.string() })
const outOfStock = z.object({ type: z.literal('out-of-stock') })

const orderFact = z.discriminatedUnion('type', [opened, paid, declined, outOfStock])
export type OrderFact = z.infer<typeof orderFact>

/** The form in which facts of each type are written today. */
export const SCHEMA_VERSIONS: Record<OrderFact['type'], number> = {
  opened: 2,
  paid: 1,
  declined: 1,
  'out-of-stock': 1,
}

/** Reads a fact in today's form. Throws when it is none: better no answer than a wrong state. */
export function readFact(type: string, data: object): OrderFact {
  return orderFact.parse({ ...data, type })
}
