# Requests that one client may make in a window.
rate_limit_max: int = Field(100, ge=1)
rate_limit_window_ms: int = milliseconds(1000)
