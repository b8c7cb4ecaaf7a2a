import * as z from 'zod'
import { Unprocessable } from '../messaging/unprocessable.ts'

/** The topic of everything that happens to orders. Others publish there; we are one of its readers. */
export const ORDERS = 'orders'

export const orderId = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,64}$/, 'letters, digits and hyphens, at most 64')

/** What all events have, whoever reads them. */
export const envelope = z.looseObject({
  type: z.string().min(1).max(100),
  version: z.int().min(1),
  orderId,
})

const line = z.object({ item: z.string().min(1).max(100), quantity: z.int().min(1).max(1000) })
const customer = z.string().trim().min(1).max(100)

/** Fields that we do not know are left out: whoever publishes may add some without asking us. */
const paidV1 = z.object({ orderId, customer, ...line.shape })
const paidV2 = z.object({ orderId, customer, lines: z.array(line).min(1).max(100) })
const cancelledV1 = z.object({ orderId })

export type Line = z.infer<typeof line>

/** An event as we see it: of the newest version, whatever version was sent. */
export type OrderEvent =
  | ({ readonly type: 'order.paid' } & z.infer<typeof paidV2>)
  | { readonly type: 'order.cancelled'; readonly orderId: string }

/** Each version that is still about, and how it becomes the newest one (upcasting). */
const READERS: Record<string, (body: unknown) => OrderEvent> = {
  'order.paid 1': (body) => {
    const { item, quantity, ...rest } = paidV1.parse(body)
    return { type: 'order.paid', ...rest, lines: [{ item, quantity }] }
  },
  'order.paid 2': (body) => ({ type: 'order.paid', ...paidV2.parse(body) }),
  'order.cancelled 1': (body) => ({ type: 'order.cancelled', ...cancelledV1.parse(body) }),
}

/** Throws `Unprocessable` when it is of a type or version that we do not know, or not what it says. */
export function readOrderEvent(body: unknown): OrderEvent {
  const { type, version } = parsed(() => envelope.parse(body))
  const read = READERS[`${type} ${version}`]
  if (read === undefined) throw new Unprocessable(`no reader for ${type} version ${version}`)
  return parsed(() => read(body))
}

function parsed<T>(parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    const problems = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    throw new Unprocessable(problems.join('; '), { cause: error })
  }
}
