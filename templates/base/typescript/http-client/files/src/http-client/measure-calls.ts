import { Histogram } from 'prom-client'
import type { Metrics } from '../observability/metrics.ts'
import type { HttpPolicy } from './http-client.ts'

/** Times what really goes over the network, so it is the policy nearest to the call. */
export function measureCalls(metrics: Metrics): HttpPolicy {
  const duration = new Histogram({
    name: 'dependency_request_duration_seconds',
    help: 'Time of one exchange with another service.',
    labelNames: ['dependency', 'outcome'],
    registers: [metrics],
  })
  return (dependency, next) => async (request) => {
    const end = duration.startTimer({ dependency: dependency.name })
    try {
      const answer = await next(request)
      end({ outcome: String(answer.status) })
      return answer
    } catch (error) {
      end({ outcome: 'unavailable' })
      throw error
    }
  }
}
