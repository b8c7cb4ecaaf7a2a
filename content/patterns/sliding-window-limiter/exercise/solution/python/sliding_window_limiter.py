"""A limiter with an exact log: at most so many requests of a key in any stretch of a window."""

import threading
import time
from collections import OrderedDict, deque


def _monotonic_ms():
    return time.monotonic_ns() // 1_000_000


class SlidingWindowLimiter:
    def __init__(self, limit=10, window_ms=1000, clock=_monotonic_ms):
        self._limit = limit
        self._window_ms = window_ms
        self._clock = clock
        self._lock = threading.Lock()
        # By key, when requests were let through, oldest first. The key that was let through last is at
        # the end, so that what is to be forgotten next is always in front.
        self._logs = OrderedDict()

    def try_acquire(self, key):
        with self._lock:
            now = self._clock()
            log = self._log_of(key, now)
            if len(log) >= self._limit:
                return False
            log.append(now)
            self._logs[key] = log
            self._logs.move_to_end(key)
            return True

    def remaining(self, key):
        with self._lock:
            log = self._log_of(key, self._clock())
            return self._limit - len(log)

    def retry_after_ms(self, key):
        with self._lock:
            now = self._clock()
            log = self._log_of(key, now)
            if len(log) < self._limit:
                return 0
            return log[0] + self._window_ms - now

    def keys(self):
        with self._lock:
            self._forget_idle(self._clock())
            return sorted(self._logs)

    def _log_of(self, key, now):
        """The times that count; a log of its own when there are none."""
        self._forget_idle(now)
        log = self._logs.get(key, deque())
        while log and now - log[0] >= self._window_ms:
            log.popleft()
        return log

    def _forget_idle(self, now):
        while self._logs:
            key, log = next(iter(self._logs.items()))
            if now - log[-1] < self._window_ms:
                return
            del self._logs[key]
