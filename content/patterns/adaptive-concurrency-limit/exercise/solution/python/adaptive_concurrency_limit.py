"""A limit of requests in flight that finds its own value: additive increase, multiplicative decrease."""

import threading
import time


class UnknownPermitError(Exception):
    """The permit is not held."""


def _monotonic_ms():
    return time.monotonic() * 1000


class AdaptiveConcurrencyLimit:
    def __init__(
        self,
        initial_limit=20,
        min_limit=1,
        max_limit=200,
        backoff_percent=90,
        max_latency_ms=5000,
        clock=_monotonic_ms,
    ):
        self._min_limit = min_limit
        self._max_limit = max_limit
        self._backoff_percent = backoff_percent
        self._max_latency_ms = max_latency_ms
        self._clock = clock
        self._lock = threading.Lock()
        self._limit = initial_limit
        # Successes that have counted since the limit last changed.
        self._counted = 0
        # When each permit that is held was given.
        self._held = {}
        self._last_permit = 0
        # Requests up to this one were admitted under an older, larger limit.
        self._outdated = 0

    def try_acquire(self):
        with self._lock:
            if len(self._held) >= self._limit:
                return None
            self._last_permit += 1
            self._held[self._last_permit] = self._clock()
            return self._last_permit

    def release(self, permit, outcome):
        with self._lock:
            if permit not in self._held:
                raise UnknownPermitError("permit %r is not held" % permit)
            is_used = len(self._held) * 2 >= self._limit
            latency_ms = self._clock() - self._held.pop(permit)
            if outcome == "ignored" or permit <= self._outdated:
                return
            if outcome == "dropped" or latency_ms > self._max_latency_ms:
                self._shrink()
            elif is_used:
                self._count()

    def limit(self):
        with self._lock:
            return self._limit

    def in_flight(self):
        with self._lock:
            return len(self._held)

    def _shrink(self):
        self._limit = max(self._min_limit, self._limit * self._backoff_percent // 100)
        self._counted = 0
        self._outdated = self._last_permit

    def _count(self):
        self._counted += 1
        if self._counted >= self._limit:
            self._limit = min(self._max_limit, self._limit + 1)
            self._counted = 0
