import {
  BrokenCircuitError,
  CircuitState,
  CountBreaker,
  circuitBreaker as cockatielBreaker,
  handleType,
} from 'cockatiel'
import { type Payments, PaymentsUnavailable } from '../payments/payments.ts'

export type BreakerState = 'closed' | 'open' | 'half-open'

export interface BreakerOptions {
  /** How many of the last calls are looked at. */
  readonly window: number
  /** No judgement on fewer calls than this. */
  readonly minimumCalls: number
  /** Opens when more than this part of the calls failed; between 0 and 1. */
  readonly failureRatio: number
  /** Time in the open state before one call is let through as a probe. */
  readonly openMs: number
  readonly onChange?: (state: BreakerState) => void
}

/**
 * Stops calling payments while it is down. Closed, it counts failures; open, it refuses at once,
 * so that nobody waits for a timeout; half-open, one call probes whether payments is back, and
 * the others are still refused. Only `PaymentsUnavailable` counts: a declined card is an answer.
 * See docs/adr/0001-circuit-breaker.md.
 */
export function circuitBreaker(
  payments: Payments,
  options: BreakerOptions,
): Payments & { readonly state: () => BreakerState } {
  if (options.minimumCalls > options.window) {
    throw new RangeError('BREAKER_MINIMUM_CALLS must not be above BREAKER_WINDOW')
  }
  const policy = cockatielBreaker(handleType(PaymentsUnavailable), {
    halfOpenAfter: options.openMs,
    breaker: new CountBreaker({
      size: options.window,
      minimumNumberOfCalls: options.minimumCalls,
      threshold: options.failureRatio,
    }),
  })
  let probeAtMs = 0
  policy.onBreak(() => {
    probeAtMs = Date.now() + options.openMs
  })
  policy.onStateChange((state) => options.onChange?.(nameOf(state)))

  const refuse = (cause?: unknown): never => {
    const retryAfterMs = Math.max(0, probeAtMs - Date.now())
    throw new PaymentsUnavailable('circuit breaker is open', { cause, retryAfterMs })
  }

  return {
    state: () => nameOf(policy.state),

    async charge(charge) {
      // cockatiel would make this call wait for the probe; we promised to answer at once.
      if (policy.state === CircuitState.HalfOpen) return refuse()
      try {
        return await policy.execute(() => payments.charge(charge))
      } catch (error) {
        if (error instanceof BrokenCircuitError) return refuse(error)
        throw error
      }
    },
  }
}

/** `Isolated` is a breaker held open by hand, which this service never does. */
function nameOf(state: CircuitState): BreakerState {
  if (state === CircuitState.Closed) return 'closed'
  return state === CircuitState.HalfOpen ? 'half-open' : 'open'
}
