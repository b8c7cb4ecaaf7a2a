# Pause of the upkeep between two tables, so that others find the database free.
upkeep_pause_ms: int = Field(100, ge=0, le=60_000)
