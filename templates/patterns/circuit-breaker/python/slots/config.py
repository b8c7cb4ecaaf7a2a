# How many of the last calls to a service its breaker looks at.
breaker_window: int = Field(20, ge=1, le=1000)
# It does not judge on fewer calls than this.
breaker_minimum_calls: int = Field(5, ge=1, le=1000)
# It opens when more than this part of them failed.
breaker_failure_ratio: float = Field(0.5, gt=0, lt=1)
# How long it stays open before it lets one call through as a probe.
breaker_open_ms: int = milliseconds(10_000)
