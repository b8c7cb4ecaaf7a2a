payments_url: AnyHttpUrl = address("http://127.0.0.1:4001/payments")
stock_url: AnyHttpUrl = address("http://127.0.0.1:4001/stock")
notifications_url: AnyHttpUrl = address("http://127.0.0.1:4001/notifications")
# The longest that one call to one of them may take, connection and answer together.
dependency_timeout_ms: int = milliseconds(1000)
