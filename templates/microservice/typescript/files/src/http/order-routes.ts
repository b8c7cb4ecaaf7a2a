import * as z from 'zod'
import { type OrderStatus, orderId, orderRequest } from '../orders/order.ts'
import type { OrderProcess } from '../orders/order-process.ts'
import type { OrderReader } from '../orders/order-store.ts'
import { Problem } from '../problem.ts'
import type { Server } from './server.ts'

const params = z.object({ id: orderId })

interface OrderParts {
  readonly process: OrderProcess
  readonly findOrder: OrderReader
}

/**
 * The client chooses the id and PUTs the order, so that a request without an answer can be sent
 * again as it is: no second order is made and no second charge.
 */
export function orderRoutes(server: Server, { process, findOrder }: OrderParts): void {
  server.put('/orders/:id', async (request, reply) => {
    const { id } = params.parse(request.params)
    const { order, isNew } = await process.place(id, orderRequest.parse(request.body))
    reply.status(statusOf(order.status, isNew))
    return order
  })

  server.get('/orders/:id', async (request) => {
    const { id } = params.parse(request.params)
    const order = await findOrder(id)
    if (order !== undefined) return order
    throw new Problem(`there is no order ${id}`, { status: 404, code: 'not-found' })
  })
}

function statusOf(status: OrderStatus, isNew: boolean): number {
  switch (status) {
    case 'declined':
      return 402
    case 'out-of-stock':
      return 409
    case 'pending':
      return 202
    case 'paid':
      return isNew ? 201 : 200
  }
}
