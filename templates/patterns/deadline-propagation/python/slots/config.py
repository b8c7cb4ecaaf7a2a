# The longest that a request may take, also when its caller would wait longer.
request_deadline_ms: int = milliseconds(5000)
