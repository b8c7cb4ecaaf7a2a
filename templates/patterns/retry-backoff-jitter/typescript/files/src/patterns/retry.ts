import {
  ExponentialBackoff,
  fullJitterGenerator,
  handleWhen,
  type IBackoffFactory,
  type IRetryBackoffContext,
  retry as cockatielRetry,
} from 'cockatiel'
import { Counter } from 'prom-client'
import {
  DependencyUnavailable,
  type HttpPolicy,
  type HttpRequest,
} from '../http-client/http-client.ts'
import type { Metrics } from '../observability/metrics.ts'

export interface RetryOptions {
  /** How often a call is tried again after the first time. */
  readonly retries: number
  /** The pause before the first retry is up to this long; it doubles each time. */
  readonly initialDelayMs: number
  readonly maxDelayMs: number
  readonly metrics: Metrics
}

/** By what the methods mean (RFC 9110, section 9.2.2). */
const IDEMPOTENT: ReadonlySet<string> = new Set(['GET', 'HEAD', 'PUT', 'DELETE'])

/**
 * Tries a call again that had no answer. The pauses grow, so that a service in trouble gets room, and are
 * drawn at random from zero up, so that callers which failed together do not come back together. Only
 * calls that may come twice are repeated. See docs/adr/retry-backoff-jitter.md.
 */
export function retry(options: RetryOptions): HttpPolicy {
  const retries = new Counter({
    name: 'http_retries_total',
    help: 'Calls to another service that were sent again.',
    labelNames: ['dependency'],
    registers: [options.metrics],
  })
  return ({ name }, next) => {
    const policy = cockatielRetry(handleWhen(isWorthAnother(options.maxDelayMs)), {
      maxAttempts: options.retries,
      backoff: noSoonerThanTold(
        new ExponentialBackoff({
          initialDelay: options.initialDelayMs,
          maxDelay: options.maxDelayMs,
          generator: fullJitterGenerator,
        }),
      ),
    })
    policy.onRetry(() => retries.inc({ dependency: name }))
    return (request) =>
      isRepeatable(request) ? policy.execute(() => next(request), request.signal) : next(request)
  }
}

/**
 * What a policy of ours refused is refused again at once; a service that said when to come again refuses until then, and
 * who waits that long is our caller, who is told.
 */
const isWorthAnother =
  (maxDelayMs: number) =>
  (error: Error): boolean => {
    if (!(error instanceof DependencyUnavailable) || error.refusedHere) return false
    return toldMs(error) <= maxDelayMs
  }

/** The pauses of `drawn`, and none that ends before the other side said that we may come again. */
function noSoonerThanTold(
  drawn: IBackoffFactory<unknown>,
): IBackoffFactory<IRetryBackoffContext<unknown>> {
  return {
    next(context) {
      const pause = drawn.next(context)
      const told = 'error' in context.result ? toldMs(context.result.error) : 0
      return { duration: Math.max(pause.duration, told), next: noSoonerThanTold(pause).next }
    },
  }
}

function toldMs(error: Error): number {
  return error instanceof DependencyUnavailable && error.saidWhen ? (error.retryAfterMs ?? 0) : 0
}

/** No answer may mean that the call was served: only what has the same effect twice may be sent twice. */
function isRepeatable({ method, headers = {} }: HttpRequest): boolean {
  return IDEMPOTENT.has(method) || headers['idempotency-key'] !== undefined
}
