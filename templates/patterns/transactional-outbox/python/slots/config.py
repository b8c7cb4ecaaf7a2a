# How often the outbox is looked into without being asked.
outbox_interval_ms: int = milliseconds(1000)
