"""A token bucket that is filled when it is asked, not by a timer."""

import math
import threading
import time


def _monotonic_ms():
    return time.monotonic() * 1000


class TokenBucket:
    def __init__(self, capacity=10, refill_per_second=5, clock=_monotonic_ms):
        self._capacity = capacity
        self._refill_per_second = refill_per_second
        self._clock = clock
        self._lock = threading.Lock()
        self._tokens = capacity
        self._updated_at = clock()

    def try_acquire(self, tokens):
        with self._lock:
            self._refill()
            if self._tokens < tokens:
                return False
            self._tokens -= tokens
            return True

    def available(self):
        with self._lock:
            self._refill()
            return math.floor(self._tokens)

    def retry_after_ms(self, tokens):
        if tokens > self._capacity:
            return None
        with self._lock:
            self._refill()
            missing = max(0, tokens - self._tokens)
            return math.ceil(missing * 1000 / self._refill_per_second)

    def _refill(self):
        """Adds what has come in since the last time, fractions of a token included."""
        now = self._clock()
        added = (now - self._updated_at) * self._refill_per_second / 1000
        self._tokens = min(self._capacity, self._tokens + added)
        self._updated_at = now
