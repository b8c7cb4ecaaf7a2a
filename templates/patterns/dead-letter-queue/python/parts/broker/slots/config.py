# Attempts at a message before it is parked.
dead_letter_attempts: int = Field(5, ge=1, le=1000)
# How long it may wait for a service that gives no answer before it is parked, too.
dead_letter_outage_ms: int = Field(3_600_000, ge=1)
