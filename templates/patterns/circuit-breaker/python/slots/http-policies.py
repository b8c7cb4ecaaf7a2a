breaker = BreakerOptions(
    window=config.breaker_window,
    minimum_calls=config.breaker_minimum_calls,
    failure_ratio=config.breaker_failure_ratio,
    open_ms=config.breaker_open_ms,
)
policies.append(circuit_breaker(breaker, log, metrics, health))
