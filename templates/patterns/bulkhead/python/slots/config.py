# Calls to one service that may be under way at once.
bulkhead_concurrent: int = Field(20, ge=1, le=10_000)
# Calls to it that may wait for a place.
bulkhead_queued: int = Field(20, ge=0, le=10_000)
