import { Histogram } from 'prom-client'
import type { Metrics } from '../observability/metrics.ts'
import type { HandlerPolicy } from './broker.ts'

/** Observes how old an event is when a group is done with it, retries and waiting included. */
export function measureLag(metrics: Metrics): HandlerPolicy {
  const lag = new Histogram({
    name: 'consumer_lag_seconds',
    help: 'Time from an event to the end of its handling.',
    labelNames: ['group'],
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60, 300, 3600],
    registers: [metrics],
  })
  return (group, next) => async (delivery) => {
    await next(delivery)
    const { occurredAt } = delivery.body as { occurredAt?: unknown }
    const ageMs = Date.now() - Date.parse(String(occurredAt))
    // Clocks differ: an event from the future is one of now. One without a time says nothing.
    if (!Number.isNaN(ageMs)) lag.observe({ group }, Math.max(0, ageMs) / 1000)
  }
}
