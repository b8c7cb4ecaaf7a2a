policies.push(
  circuitBreaker({
    window: config.BREAKER_WINDOW,
    minimumCalls: config.BREAKER_MINIMUM_CALLS,
    failureRatio: config.BREAKER_FAILURE_RATIO,
    openMs: config.BREAKER_OPEN_MS,
    log,
    metrics,
    health,
  }),
)
