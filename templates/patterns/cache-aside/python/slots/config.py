# How long a value is served from the cache before it is read again.
cache_ttl_ms: int = milliseconds(60_000)
# The same, of what may still be changed by another replica.
cache_pending_ttl_ms: int = milliseconds(1000)
# The part of that time by which it differs from value to value, so that not all expire at once.
cache_jitter: float = Field(0.1, ge=0, le=1)
# The least recently used go first.
cache_max_entries: int = Field(10_000, ge=1, le=10_000_000)
