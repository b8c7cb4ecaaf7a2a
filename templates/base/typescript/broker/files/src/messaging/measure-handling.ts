import { Histogram } from 'prom-client'
import type { Metrics } from '../observability/metrics.ts'
import type { HandlerPolicy } from './broker.ts'

/** Counts and times each attempt at a message, so it is the policy nearest to the handler. */
export function measureHandling(metrics: Metrics): HandlerPolicy {
  const duration = new Histogram({
    name: 'message_handling_duration_seconds',
    help: 'Time of one attempt at a message.',
    labelNames: ['topic', 'group', 'outcome'],
    registers: [metrics],
  })
  return (group, next) => async (delivery) => {
    const end = duration.startTimer({ topic: delivery.topic, group })
    try {
      await next(delivery)
      end({ outcome: 'handled' })
    } catch (error) {
      end({ outcome: 'failed' })
      throw error
    }
  }
}
