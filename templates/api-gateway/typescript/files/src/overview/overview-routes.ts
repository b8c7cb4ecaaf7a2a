import * as z from 'zod'
import type { Gateway } from '../gateway/gateway.ts'
import { forwardedHeaders } from '../gateway/headers.ts'
import { admit } from '../gateway/proxy-routes.ts'
import { jsonClient } from '../gateway/upstream.ts'
import type { Server } from '../http/server.ts'
import { overviewOf } from './overview.ts'

const params = z.object({ id: z.string().regex(/^[A-Za-z0-9-]{1,64}$/, 'no id of a customer') })

/** One request where a client on a slow line would make two. */
export function overviewRoutes(server: Server, gateway: Gateway): void {
  const customers = jsonClient('customers', gateway.upstream('customers'))
  const orders = jsonClient('orders', gateway.upstream('orders'))

  server.get('/customers/:id/overview', { preParsing: admit(gateway.checkToken) }, (request) => {
    const { id } = params.parse(request.params)
    const { headers, ip, socket, host, protocol } = request
    const address = socket.remoteAddress ?? ip
    const sender = { requestId: request.id, address, host, protocol }
    const forwarded = forwardedHeaders(headers, sender)
    // Our own reading understands no compressed answers, and wants them whole.
    for (const name of ['accept-encoding', 'range', 'if-none-match', 'if-modified-since'])
      delete forwarded[name]
    return overviewOf({ customers, orders }, id, forwarded)
  })
}
