import * as z from 'zod'
import type { Database } from '../database/database.ts'
import { orderId } from '../events/order-events.ts'
import { Problem } from '../problem.ts'
import { shipmentStore } from '../shipping/shipment-store.ts'
import type { Server } from './server.ts'

const params = z.object({ id: orderId })

export function shipmentRoutes(server: Server, database: Database): void {
  server.get('/shipments/:id', async (request) => {
    const { id } = params.parse(request.params)
    const shipment = await shipmentStore.find(database, id)
    if (shipment !== undefined) return shipment
    throw new Problem(`there is no shipment for order ${id}`, { status: 404, code: 'not-found' })
  })
}
