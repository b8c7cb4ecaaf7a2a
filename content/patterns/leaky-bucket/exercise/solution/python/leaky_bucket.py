"""A leaky bucket that needs no queue and no timer: the generic cell rate algorithm, with waiting."""

import threading
import time


def _monotonic_ms():
    return time.monotonic_ns() // 1_000_000


class LeakyBucket:
    def __init__(self, interval_ms=100, capacity=0, burst=1, clock=_monotonic_ms):
        self._interval_ms = interval_ms
        self._longest_delay_ms = capacity * interval_ms
        self._tolerance_ms = (burst - 1) * interval_ms
        self._clock = clock
        self._lock = threading.Lock()
        # The place of the next request, unless that is in the past.
        self._next_at = clock()

    def try_acquire(self):
        with self._lock:
            now = self._clock()
            delay = self._delay(now)
            if delay > self._longest_delay_ms:
                return None
            self._next_at = max(now, self._next_at) + self._interval_ms
            return delay

    def queued(self):
        with self._lock:
            now = self._clock()
            # Those who wait go an interval apart, the last of them an interval before the next place.
            last_goes_in = self._next_at - self._interval_ms - self._tolerance_ms - now
            return max(0, -(-last_goes_in // self._interval_ms))

    def retry_after_ms(self):
        with self._lock:
            now = self._clock()
            return max(0, self._delay(now) - self._longest_delay_ms)

    def _delay(self, now):
        return max(0, self._next_at - self._tolerance_ms - now)
