import { context, type Span, SpanKind, SpanStatusCode } from '@opentelemetry/api'
import type { FastifyReply } from 'fastify'
import type { Server } from '../../http/server.ts'
import { contextFrom } from './trace-context.ts'
import type { Tracing } from './tracing.ts'

/** Asked by machines every few seconds: traces of them would bury the others. */
const UNTRACED = /^\/(health|metrics)\b/

/** A span for each request, within the trace of its caller. */
export function traceRequests(server: Server, tracing: Tracing): void {
  server.addHook('onRequest', (request, reply, done) => {
    const parent = contextFrom(request.headers)
    const route = request.routeOptions.url
    // Whoever is called from here goes on with the trace of the caller all the same.
    if (route !== undefined && UNTRACED.test(route)) return context.with(parent, done)
    const name = `${request.method} ${route ?? ''}`.trim()
    const attributes = {
      'http.request.method': request.method,
      'http.route': route,
      'url.path': request.url.split('?')[0],
    }
    const { span, inside } = tracing.begin(name, { kind: SpanKind.SERVER, attributes }, parent)
    reply.raw.once('close', () => endSpan(span, reply))
    context.with(inside, done)
  })
}

function endSpan(span: Span, { raw, statusCode }: FastifyReply): void {
  if (raw.writableEnded) span.setAttribute('http.response.status_code', statusCode)
  else span.setStatus({ code: SpanStatusCode.ERROR, message: 'the caller hung up' })
  if (statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
  span.end()
}
