import { DependencyUnavailable, type HttpPolicy } from '../http-client/http-client.ts'
import type { HealthChecks } from './health-check.ts'

/**
 * Knows how a service does by the calls that are made anyway. It is near to the network: what a
 * policy of ours refuses says nothing about the other side.
 */
export function watchCalls(checks: HealthChecks): HttpPolicy {
  return ({ name }, next) => {
    const seen = checks.observe(name)
    return async (request) => {
      try {
        const answer = await next(request)
        seen.succeeded()
        return answer
      } catch (error) {
        if (error instanceof DependencyUnavailable) seen.failed(error)
        throw error
      }
    }
  }
}
