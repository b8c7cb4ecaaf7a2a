import * as z from 'zod'
import type { Database } from '../../database/database.ts'
import type { Server } from '../../http/server.ts'
import { shipmentViews } from './shipment-views.ts'

const listQuery = z.strictObject({
  status: z.enum(['requested', 'booked', 'refused', 'cancelled']).optional(),
  before: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

/** Lists and totals, from the read model. They may lag a moment behind. */
export function shipmentQueryRoutes(server: Server, database: Database): void {
  server.get('/shipments', (request) =>
    shipmentViews.list(database, listQuery.parse(request.query)),
  )
  server.get('/shipment-totals', async () => ({ totals: await shipmentViews.totals(database) }))
}
