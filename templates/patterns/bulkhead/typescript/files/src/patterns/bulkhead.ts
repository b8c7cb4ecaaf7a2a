import { BulkheadRejectedError, bulkhead as cockatielBulkhead } from 'cockatiel'
import { Gauge } from 'prom-client'
import { DependencyUnavailable, type HttpPolicy } from '../http-client/http-client.ts'
import type { Metrics } from '../observability/metrics.ts'

export interface BulkheadOptions {
  /** Calls to one service that may be under way at once. */
  readonly concurrent: number
  /** Calls that may wait for a place; one more is refused. */
  readonly queued: number
  readonly metrics: Metrics
}

/**
 * Gives each service a number of places for calls. A slow one fills its own and no other's: what needs
 * the others still works. See docs/adr/bulkhead.md.
 */
export function bulkhead(options: BulkheadOptions): HttpPolicy {
  const gauge = new Gauge({
    name: 'bulkhead_calls',
    help: 'Calls under way to another service, and waiting for a place.',
    labelNames: ['dependency', 'state'],
    registers: [options.metrics],
  })
  return ({ name }, next) => {
    const policy = cockatielBulkhead(options.concurrent, options.queued)
    const show = (): void => {
      const underWay = options.concurrent - policy.executionSlots
      gauge.set({ dependency: name, state: 'under-way' }, underWay)
      gauge.set({ dependency: name, state: 'waiting' }, options.queued - policy.queueSlots)
    }
    return async (request) => {
      try {
        return await policy.execute(() => {
          show()
          return next(request)
        }, request.signal)
      } catch (cause) {
        if (!(cause instanceof BulkheadRejectedError)) throw cause
        throw new DependencyUnavailable(name, 'too many calls are under way', {
          cause,
          refusedHere: true,
        })
      } finally {
        show()
      }
    }
  }
}
