import * as z from 'zod'
import type { Database } from '../../database/database.ts'
import type { Server } from '../../http/server.ts'
import { orderId } from '../../orders/order.ts'
import { Problem } from '../../problem.ts'
import { eventStore } from './event-store.ts'

const params = z.object({ id: orderId })

/** `GET /orders/:id/events`: how an order became what it is, which a row that is changed in place cannot tell. */
export function historyRoute(server: Server, database: Database): void {
  server.get('/orders/:id/events', async (request) => {
    const { id } = params.parse(request.params)
    const events = await eventStore.readStream(database, id)
    if (events.length === 0) {
      throw new Problem(`there is no order ${id}`, { status: 404, code: 'not-found' })
    }
    return {
      events: events.map(({ version, recordedAt, fact }) => ({ version, recordedAt, ...fact })),
    }
  })
}
