# How long an Idempotency-Key is remembered.
idempotency_keep_ms: int = Field(86_400_000, ge=1)
