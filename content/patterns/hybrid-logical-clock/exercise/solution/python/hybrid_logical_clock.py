"""Timestamps that respect cause and effect and stay near the physical clock."""

import threading
import time


class ClockDriftError(Exception):
    pass


def _wall_ms():
    return time.time_ns() // 1_000_000


class HybridLogicalClock:
    def __init__(self, max_ahead_ms=500, clock=_wall_ms):
        self._max_ahead_ms = max_ahead_ms
        self._clock = clock
        self._lock = threading.Lock()
        self._latest = (0, 0)

    def now(self):
        with self._lock:
            return self._event(self._clock(), self._latest)

    def receive(self, message):
        with self._lock:
            physical = self._clock()
            ahead = message[0] - physical
            if ahead > self._max_ahead_ms:
                raise ClockDriftError(f"the message is {ahead} ms ahead of this node's clock")
            return self._event(physical, max(self._latest, tuple(message)))

    def latest(self):
        with self._lock:
            return self._latest

    def is_before(self, a, b):
        return tuple(a) < tuple(b)

    def _event(self, physical, cause):
        """An event that is later than its cause, and not behind the physical clock."""
        moment, count = cause
        self._latest = (physical, 0) if physical > moment else (moment, count + 1)
        return self._latest
