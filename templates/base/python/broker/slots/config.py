# `memory:` within this process, or a server's URL where one was chosen.
broker_url: str = "memory:"
# How long a message that could not be handled waits before it is delivered again.
redelivery_delay_ms: int = milliseconds(1000)
