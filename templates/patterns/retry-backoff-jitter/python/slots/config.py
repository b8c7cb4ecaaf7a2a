# How often a call without an answer is tried again.
retry_count: int = Field(2, ge=0, le=10)
# The pause before the first retry is up to this long; it doubles each time.
retry_initial_ms: int = milliseconds(50)
retry_max_ms: int = milliseconds(1000)
