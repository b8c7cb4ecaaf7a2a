# How many of the last charges the breaker looks at.
breaker_window: int = setting(20, whole(1, 1000))
# It does not judge on fewer charges than this.
breaker_minimum_calls: int = setting(5, whole(1, 1000))
# It opens when more than this part of them failed.
breaker_failure_ratio: float = setting(0.5, ratio)
# How long it stays open before it lets one charge through as a probe.
breaker_open_ms: int = setting(10_000, milliseconds)
