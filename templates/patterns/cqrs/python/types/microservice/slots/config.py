# How long a reader who names a position waits for the read model to reach it.
read_wait_ms: int = milliseconds(2000)
