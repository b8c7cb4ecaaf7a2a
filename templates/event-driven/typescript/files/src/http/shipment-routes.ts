import * as z from 'zod'
import { orderId } from '../events/order-events.ts'
import { Problem } from '../problem.ts'
import type { ShipmentReader } from '../shipping/shipment-store.ts'
import type { Server } from './server.ts'

const params = z.object({ id: orderId })

export function shipmentRoutes(server: Server, findShipment: ShipmentReader): void {
  server.get('/shipments/:id', async (request) => {
    const { id } = params.parse(request.params)
    const shipment = await findShipment(id)
    if (shipment !== undefined) return shipment
    throw new Problem(`there is no shipment for order ${id}`, { status: 404, code: 'not-found' })
  })
}
