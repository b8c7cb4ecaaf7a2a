# Not ready and still serving after a stop signal. 0 where no load balancer has to notice.
drain_delay_ms: int = Field(0, ge=0, le=300_000)
# What requests under way get after that, before they are cut off.
drain_timeout_ms: int = milliseconds(5000)
