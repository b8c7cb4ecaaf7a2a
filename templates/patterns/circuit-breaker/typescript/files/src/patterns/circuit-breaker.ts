import {
  BrokenCircuitError,
  CircuitState,
  CountBreaker,
  circuitBreaker as cockatielBreaker,
  handleType,
} from 'cockatiel'
import { Gauge } from 'prom-client'
import type { Health } from '../http/health.ts'
import {
  DependencyUnavailable,
  type HttpAnswer,
  type HttpClient,
  type HttpPolicy,
  type HttpRequest,
} from '../http-client/http-client.ts'
import type { Log } from '../observability/log.ts'
import type { Metrics } from '../observability/metrics.ts'

export type BreakerState = 'closed' | 'open' | 'half-open'
const NUMBERS: Record<BreakerState, number> = { closed: 0, 'half-open': 1, open: 2 }

export interface BreakerOptions {
  /** How many of the last calls are looked at. */
  readonly window: number
  /** No judgement on fewer calls than this. */
  readonly minimumCalls: number
  /** Opens when more than this part of the calls failed; between 0 and 1. */
  readonly failureRatio: number
  /** Time in the open state before one call is let through as a probe. */
  readonly openMs: number
  readonly log: Log
  readonly metrics: Metrics
  readonly health: Health
}

/**
 * Stops calling a service while it is down; each service has a breaker of its own. Closed, it counts
 * failures; open, it refuses at once, so that nobody waits for a timeout; half-open, one call probes
 * whether the service is back, and the others are still refused. Only `DependencyUnavailable` counts:
 * a declined card is an answer. See docs/adr/circuit-breaker.md.
 */
export function circuitBreaker(options: BreakerOptions): HttpPolicy {
  if (options.minimumCalls > options.window) {
    throw new RangeError('BREAKER_MINIMUM_CALLS must not be above BREAKER_WINDOW')
  }
  const gauge = new Gauge({
    name: 'circuit_breaker_state',
    help: '0 closed, 1 half-open, 2 open.',
    labelNames: ['dependency'],
    registers: [options.metrics],
  })

  return ({ name }, next) => {
    const breaker = createBreaker(options)
    options.health.report(name, breaker.state)
    gauge.set({ dependency: name }, NUMBERS[breaker.state()])
    breaker.policy.onStateChange(() => {
      const state = breaker.state()
      options.log.warn({ dependency: name, state }, 'circuit breaker')
      gauge.set({ dependency: name }, NUMBERS[state])
    })

    const refuse = (cause?: unknown): never => {
      const retryAfterMs = breaker.probeInMs()
      throw new DependencyUnavailable(name, 'circuit breaker is open', {
        cause,
        retryAfterMs,
        refusedHere: true,
      })
    }
    return async (request) => {
      // cockatiel would make this call wait for the probe; we promised to answer at once.
      if (breaker.state() === 'half-open') return refuse()
      const isProbe = breaker.state() === 'open'
      try {
        return await breaker.policy.execute(() => (isProbe ? probe(next, request) : next(request)))
      } catch (error) {
        if (error instanceof BrokenCircuitError) return refuse(error)
        throw error instanceof NoVerdict ? error.cause : error
      }
    }
  }
}

/** A probe that ended without an answer and without an outage: its caller gave up, or a fault of ours ended it. */
class NoVerdict extends Error {}

/** cockatiel closes the breaker after any error that is no outage. A probe closes it by an answer alone. */
async function probe(next: HttpClient, request: HttpRequest): Promise<HttpAnswer> {
  try {
    return await next(request)
  } catch (error) {
    throw error instanceof DependencyUnavailable ? error : new NoVerdict('', { cause: error })
  }
}

function createBreaker({ window, minimumCalls, failureRatio, openMs }: BreakerOptions) {
  const policy = cockatielBreaker(handleType(DependencyUnavailable).orType(NoVerdict), {
    halfOpenAfter: openMs,
    breaker: new CountBreaker({
      size: window,
      minimumNumberOfCalls: minimumCalls,
      threshold: failureRatio,
    }),
  })
  let probeAtMs = 0
  policy.onBreak(() => {
    probeAtMs = Date.now() + openMs
  })
  return {
    policy,
    state: () => nameOf(policy.state),
    probeInMs: () => Math.max(0, probeAtMs - Date.now()),
  }
}

/** `Isolated` is a breaker held open by hand, which this service never does. */
function nameOf(state: CircuitState): BreakerState {
  if (state === CircuitState.Closed) return 'closed'
  return state === CircuitState.HalfOpen ? 'half-open' : 'open'
}
