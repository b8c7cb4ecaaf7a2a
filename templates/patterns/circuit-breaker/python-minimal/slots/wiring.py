
breaker = CircuitBreaker(
    window=config.breaker_window,
    minimum_calls=config.breaker_minimum_calls,
    failure_ratio=config.breaker_failure_ratio,
    open_s=config.breaker_open_ms / 1000,
    failure=PaymentsUnavailable,
    clock=clock,
    on_change=lambda state: _log.warning("circuit breaker of payments", extra={"state": state}),
)
parts.payments = BreakerPayments(parts.payments, breaker)
parts.dependencies["payments"] = breaker.state
