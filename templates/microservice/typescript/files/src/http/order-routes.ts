import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { orderId, orderRequest } from '../orders/order.ts'
import { placeOrder } from '../orders/place-order.ts'
import type { AppParts } from './app.ts'

const params = z.object({ id: orderId })

/**
 * The client chooses the id and PUTs the order, so that a request without an answer can be sent
 * again as it is: no second order is made and no second charge.
 */
export function orderRoutes(server: FastifyInstance, parts: AppParts): void {
  server.put('/orders/:id', async (request, reply) => {
    const { id } = params.parse(request.params)
    const body = orderRequest.parse(request.body)
    const isNew = parts.orders.get(id) === undefined
    const order = await placeOrder(id, body, parts)
    reply.status(order.status === 'declined' ? 402 : isNew ? 201 : 200)
    return order
  })

  server.get('/orders/:id', async (request, reply) => {
    const { id } = params.parse(request.params)
    const order = parts.orders.get(id)
    if (order !== undefined) return order
    reply.status(404)
    return { error: { code: 'not-found', message: `there is no order ${id}` } }
  })
}
