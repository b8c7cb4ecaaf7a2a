"""Sheds requests by criticality while the queue does not drain."""

import threading
import time

# At this level a request of this kind is shed. What is not listed counts as critical.
_SHED_FROM = {"sheddable": 1, "sheddable_plus": 2, "critical": 3, "critical_plus": 4}
_HIGHEST_LEVEL = 3


def _monotonic_ms():
    return time.monotonic() * 1000


class LoadShedder:
    def __init__(self, target_ms=20, resume_ms=10, interval_ms=1000, calm_intervals=2, clock=_monotonic_ms):
        self._target_ms = target_ms
        self._resume_ms = resume_ms
        self._interval_ms = interval_ms
        self._calm_intervals = calm_intervals
        self._clock = clock
        self._lock = threading.Lock()
        self._level = 0
        # Calm intervals in a row.
        self._calm = 0
        self._ends_at = clock() + interval_ms
        # The smallest delay of the interval that is not over; None while there is none.
        self._smallest = None

    def record_delay(self, delay_ms):
        with self._lock:
            self._settle()
            if self._smallest is None or delay_ms < self._smallest:
                self._smallest = delay_ms

    def admit(self, criticality):
        with self._lock:
            self._settle()
            return self._level < _SHED_FROM.get(criticality, _SHED_FROM["critical"])

    def level(self):
        with self._lock:
            self._settle()
            return self._level

    def _settle(self):
        """Judges all intervals that are over."""
        now = self._clock()
        while now >= self._ends_at:
            self._judge(0 if self._smallest is None else self._smallest)
            self._smallest = None
            self._ends_at += self._interval_ms

    def _judge(self, smallest):
        if smallest > self._target_ms:
            self._level = min(_HIGHEST_LEVEL, self._level + 1)
            self._calm = 0
        elif smallest > self._resume_ms:
            self._calm = 0
        else:
            self._calm += 1
            if self._calm >= self._calm_intervals:
                self._level = max(0, self._level - 1)
                self._calm = 0
