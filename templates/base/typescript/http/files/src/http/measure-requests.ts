import { Histogram } from 'prom-client'
import type { Metrics } from '../observability/metrics.ts'
import type { Server } from './server.ts'

/** Counts and times requests by route, never by URL: ids would make a series of each order. */
export function measureRequests(server: Server, metrics: Metrics): void {
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from a request to the end of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [metrics],
  })
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    const labels = { method: request.method, route, status: String(reply.statusCode) }
    duration.observe(labels, reply.elapsedTime / 1000)
  })
  server.get('/metrics', { logLevel: 'warn' }, async (_, reply) => {
    reply.header('content-type', metrics.contentType)
    return metrics.metrics()
  })
}
