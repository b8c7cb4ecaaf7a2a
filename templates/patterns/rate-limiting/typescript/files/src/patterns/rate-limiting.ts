import rateLimit from '@fastify/rate-limit'
import { Counter } from 'prom-client'
import type { Server } from '../http/server.ts'
import type { Metrics } from '../observability/metrics.ts'
import { Problem } from '../problem.ts'

export interface RateLimitOptions {
  /** Requests that one client may make in a window. */
  readonly max: number
  readonly windowMs: number
  readonly metrics: Metrics
}

/**
 * Refuses what a client sends beyond its share with 429, before any work is done for it. Health and
 * metrics are registered before this and have no limit. See docs/adr/rate-limiting.md.
 */
export async function limitRate(server: Server, options: RateLimitOptions): Promise<void> {
  const refused = new Counter({
    name: 'rate_limited_requests_total',
    help: 'Requests that were refused because their client made too many.',
    registers: [options.metrics],
  })
  await server.register(rateLimit, {
    max: options.max,
    timeWindow: options.windowMs,
    onExceeded: () => refused.inc(),
    errorResponseBuilder: (_, { ttl }) =>
      new Problem('too many requests', { status: 429, code: 'rate-limited', retryAfterMs: ttl }),
  })
}
