import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import {
  DependencyUnavailable,
  type HttpAnswer,
  type HttpClient,
} from '../http-client/http-client.ts'
import { Problem } from '../problem.ts'
import { type Order, type OrderRequest, order } from './order.ts'

/** The orders service as this program sees it. All throw `DependencyUnavailable` when there was no answer. */
export interface OrdersApi {
  /** May be sent again as it is: the id stands for one order. A declined one is an answer. */
  place(id: string, request: OrderRequest): Promise<Order>
  find(id: string): Promise<Order | undefined>
}

/** Places an order under the id that is given, or under a new one. */
export type PlaceOrder = (id: string | undefined, request: OrderRequest) => Promise<Order>

const refusal = z.object({ error: z.object({ message: z.string() }) })

interface Caller {
  readonly token: string | undefined
  readonly signal: AbortSignal
}

export function httpOrders(call: HttpClient, { token, signal }: Caller): OrdersApi {
  const who: Record<string, string> =
    token === undefined ? {} : { authorization: `Bearer ${token}` }
  return {
    async place(id, body) {
      const headers = { ...who, 'idempotency-key': id }
      return read(await call({ method: 'PUT', path: `orders/${id}`, headers, body, signal }))
    },

    async find(id) {
      const answer = await call({ method: 'GET', path: `orders/${id}`, headers: who, signal })
      return answer.status === 404 ? undefined : read(answer)
    },
  }
}

export function placeUnderNewId(place: OrdersApi['place']): PlaceOrder {
  return (id = randomUUID(), request) => place(id, request)
}

/** An order, however it ended. Throws `Problem` when the service wants nothing to do with it. */
function read({ status, body }: HttpAnswer): Order {
  const result = order.safeParse(body)
  if (result.success) return result.data
  if (status < 400) throw new DependencyUnavailable('orders', 'sent an answer we cannot read')
  const said = refusal.safeParse(body)
  const words = said.success ? said.data.error.message : `answered ${status}`
  throw new Problem(`orders: ${words}`, { status, code: 'refused' })
}
