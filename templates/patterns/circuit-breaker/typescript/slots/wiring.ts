
const breaker = circuitBreaker(parts.payments, {
  window: config.BREAKER_WINDOW,
  minimumCalls: config.BREAKER_MINIMUM_CALLS,
  failureRatio: config.BREAKER_FAILURE_RATIO,
  openMs: config.BREAKER_OPEN_MS,
  onChange: (state) => server.log.warn({ state }, 'circuit breaker of payments'),
})
parts.payments = breaker
parts.dependencies.payments = breaker.state
