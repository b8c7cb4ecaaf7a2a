# How often it is looked whether somebody wants something parked tried again.
dead_letter_interval_ms: int = milliseconds(1000)
