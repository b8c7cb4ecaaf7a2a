# How often the read model looks for changes without being told.
projection_interval_ms: int = milliseconds(1000)
