import * as z from 'zod'
import type { Server } from '../../http/server.ts'
import type { OrderChange } from './order-change.ts'
import { orderViews } from './order-views.ts'
import { type QueryParts, readAfterQuery, waitFor } from './read-after.ts'

const listQuery = z.strictObject({
  ...readAfterQuery,
  status: z.enum(['pending', 'paid', 'declined', 'out-of-stock']).optional(),
  item: z.string().trim().min(1).max(100).optional(),
  before: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
const totalsQuery = z.strictObject(readAfterQuery)

/** Lists, searches and totals, from the read model. They may lag; with `readAfter` they do not. */
export function orderQueryRoutes(server: Server, parts: QueryParts<OrderChange>): void {
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
