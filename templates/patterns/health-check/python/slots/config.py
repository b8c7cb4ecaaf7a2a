# How often the parts of our own are asked how they are.
health_interval_ms: int = milliseconds(5000)
# A check that takes longer has failed.
health_timeout_ms: int = milliseconds(1000)
# So many failures in a row make a part failing.
health_failures: int = Field(3, ge=1)
