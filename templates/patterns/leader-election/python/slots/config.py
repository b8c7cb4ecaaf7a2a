# How long a leader that says nothing stays the leader.
leader_lease_ms: int = Field(5000, ge=100, le=300_000)
# How often the leader does what only one process does.
duty_interval_ms: int = milliseconds(60_000)
