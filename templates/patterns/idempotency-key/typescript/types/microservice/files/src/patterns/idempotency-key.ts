import { createHash, randomUUID } from 'node:crypto'
import * as z from 'zod'
import type { Database } from '../database/database.ts'
import type { Server } from '../http/server.ts'
import { type OrderRequest, orderRequest } from '../orders/order.ts'
import type { OrderProcess } from '../orders/order-process.ts'
import { Problem } from '../problem.ts'

const header = z.string().regex(/^[\x21-\x7e]{8,128}$/, '8 to 128 visible characters')

interface Parts {
  readonly database: Database
  readonly process: OrderProcess
  /** How long a key is remembered. */
  readonly keepMs: number
}

/**
 * `POST /orders`, for clients that choose no id. The key that comes with the request stands for one order:
 * it gets an id once, and the request may be sent again until it has its answer. Everything after that is
 * idempotent by the id. See docs/adr/idempotency-key.md.
 */
export function keyedOrderRoutes(server: Server, parts: Parts): void {
  server.post('/orders', async (request, reply) => {
    const given = header.safeParse(request.headers['idempotency-key'])
    if (!given.success) {
      const message = 'Idempotency-Key has to be there, with 8 to 128 visible characters'
      throw new Problem(message, { status: 400, code: 'idempotency-key-missing' })
    }
    const order = orderRequest.parse(request.body)
    const id = await orderIdOf(parts, given.data, order)
    reply.header('location', `/orders/${id}`)
    const placed = await parts.process.place(id, order)
    reply.status(placed.order.status === 'paid' ? 201 : statusOf(placed.order.status))
    return placed.order
  })
}

function statusOf(status: string): number {
  return { pending: 202, declined: 402, 'out-of-stock': 409 }[status] ?? 200
}

/** The id that belongs to the key: a new one the first time. Throws `Problem` for a key of another order. */
async function orderIdOf(
  { database, keepMs }: Parts,
  key: string,
  order: OrderRequest,
): Promise<string> {
  const fingerprint = fingerprintOf(order)
  const row = await database.transaction().execute(async (tx) => {
    const oldest = new Date(Date.now() - keepMs).toISOString()
    await tx.deleteFrom('idempotency_keys').where('created_at', '<', oldest).execute()
    await tx
      .insertInto('idempotency_keys')
      .values({ key, fingerprint, order_id: randomUUID(), created_at: new Date().toISOString() })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .execute()
    const query = tx.selectFrom('idempotency_keys').selectAll().where('key', '=', key)
    return query.executeTakeFirstOrThrow()
  })
  if (row.fingerprint === fingerprint) return row.order_id
  throw new Problem('this Idempotency-Key was used for another order', {
    status: 422,
    code: 'idempotency-key-reused',
  })
}

function fingerprintOf({ item, quantity, amountCents }: OrderRequest): string {
  const text = JSON.stringify([item, quantity, amountCents])
  return createHash('sha256').update(text).digest('hex')
}
