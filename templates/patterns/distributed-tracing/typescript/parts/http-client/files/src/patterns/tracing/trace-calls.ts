import { SpanKind } from '@opentelemetry/api'
import type { HttpPolicy } from '../../http-client/http-client.ts'
import { traceHeaders } from './trace-context.ts'
import type { Tracing } from './tracing.ts'

/** A span for each attempt, whose receiver goes on with the trace. Near to the network, so that each retry is seen. */
export function traceCalls(tracing: Tracing): HttpPolicy {
  return ({ name, url }, next) => {
    const { hostname, port } = new URL(url)
    return (request) => {
      const attributes = {
        'http.request.method': request.method,
        'peer.service': name,
        'server.address': hostname,
        'server.port': Number(port) || undefined,
      }
      const kind = SpanKind.CLIENT
      return tracing.run(`${request.method} ${name}`, { kind, attributes }, async (span) => {
        const answer = await next({
          ...request,
          headers: { ...request.headers, ...traceHeaders() },
        })
        span.setAttribute('http.response.status_code', answer.status)
        return answer
      })
    }
  }
}
