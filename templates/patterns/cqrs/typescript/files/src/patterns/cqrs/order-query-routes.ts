import * as z from 'zod'
import type { Database } from '../../database/database.ts'
import type { Server } from '../../http/server.ts'
import { Problem } from '../../problem.ts'
import type { OrderFeed } from './order-change.ts'
import { orderViews } from './order-views.ts'
import type { Projection } from './projection.ts'

const position = z.coerce.number().int().min(0)
/** What the client knows of, from the header `read-after` of its last write. */
const freshness = { readAfter: position.optional() }

const listQuery = z.strictObject({
  ...freshness,
  status: z.enum(['pending', 'paid', 'declined', 'out-of-stock']).optional(),
  item: z.string().trim().min(1).max(100).optional(),
  before: position.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
const totalsQuery = z.strictObject(freshness)

interface QueryParts {
  readonly database: Database
  readonly feed: OrderFeed
  readonly projection: Projection
  /** How long a reader waits for what it wants to see. */
  readonly waitMs: number
}

/** Tells whoever wrote which position to read after. */
export function tellPosition(server: Server, { database, feed }: QueryParts): void {
  server.addHook('onSend', async (request, reply) => {
    if (request.method === 'GET' || !request.url.startsWith('/orders')) return
    reply.header('read-after', await feed.head(database))
  })
}

/** Lists, searches and totals, from the read model. They may lag; with `readAfter` they do not. */
export function orderQueryRoutes(server: Server, parts: QueryParts): void {
  server.get('/orders', async (request) => {
    const { readAfter, ...query } = listQuery.parse(request.query)
    await waitFor(parts, readAfter)
    return orderViews.list(parts.database, query)
  })

  server.get('/order-totals', async (request) => {
    const { readAfter } = totalsQuery.parse(request.query)
    await waitFor(parts, readAfter)
    return { totals: await orderViews.totals(parts.database) }
  })
}

async function waitFor(parts: QueryParts, readAfter: number | undefined): Promise<void> {
  if (readAfter === undefined) return
  if (readAfter > (await parts.feed.head(parts.database))) {
    const message = 'readAfter: no write of this service has that position yet'
    throw new Problem(message, { status: 400, code: 'invalid' })
  }
  if (await parts.projection.reach(readAfter, parts.waitMs)) return
  throw new Problem('the read model does not show that write yet', {
    status: 503,
    code: 'read-model-behind',
    retryAfterMs: parts.waitMs,
  })
}
