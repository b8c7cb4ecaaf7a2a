carrier_url: AnyHttpUrl = address("http://127.0.0.1:4001/carrier")
notifications_url: AnyHttpUrl = address("http://127.0.0.1:4001/notifications")
# The longest that one call to one of them may take, connection and answer together.
dependency_timeout_ms: int = milliseconds(1000)
# How often it is looked whether somebody wants a message replayed.
replay_interval_ms: int = milliseconds(1000)
