# Stands before the names of everything on the broker, so that several systems can share one.
broker_namespace: str = matching("[A-Za-z0-9_-]+", "{{name}}")
# A message whose consumer gives no sign of life for so long goes to another one.
broker_ack_wait_ms: int = milliseconds(10_000)
# How long the broker keeps messages. A group that is further behind loses the oldest.
broker_keep_ms: int = Field(604_800_000, ge=60_000)
