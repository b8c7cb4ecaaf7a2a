import { Gauge } from 'prom-client'
import type { Metrics } from '../observability/metrics.ts'
import type { Broker } from './broker.ts'

interface WatchParts {
  readonly health: { report(part: string, state: () => string): void }
  readonly metrics: Metrics
}

/** Shows the connection in `/health/ready`, and what waits for each group in `/metrics`. */
export function watchBroker({ state, backlog }: Broker, { health, metrics }: WatchParts): void {
  if (state !== undefined) health.report('broker', state)
  if (backlog === undefined) return
  new Gauge({
    name: 'broker_backlog',
    help: 'Messages that a group has still to handle, those under way included.',
    labelNames: ['topic', 'group'],
    registers: [metrics],
    async collect() {
      this.reset()
      // A broker that is down is no reason to tell nothing at all.
      const waiting = await backlog().catch(() => [])
      for (const { topic, group, messages } of waiting) this.set({ topic, group }, messages)
    },
  })
}
