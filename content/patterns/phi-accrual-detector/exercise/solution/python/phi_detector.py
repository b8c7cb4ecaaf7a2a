"""A failure detector that tells how surprising a silence is, after Hayashibara and others (2004)."""

import math
import threading
import time
from collections import deque

MOST = 300.0


def _monotonic_ms():
    return time.monotonic_ns() // 1_000_000


class _Intervals:
    """The latest intervals, with sums that make mean and deviation cheap."""

    def __init__(self, size):
        self._size = size
        self._values = deque()
        self._sum = 0
        self._squares = 0

    def append(self, interval):
        self._values.append(interval)
        self._sum += interval
        self._squares += interval * interval
        if len(self._values) > self._size:
            oldest = self._values.popleft()
            self._sum -= oldest
            self._squares -= oldest * oldest

    @property
    def mean(self):
        return self._sum / len(self._values)

    @property
    def deviation(self):
        n = len(self._values)
        return math.sqrt(n * self._squares - self._sum * self._sum) / n


class PhiDetector:
    def __init__(
        self,
        threshold=8,
        window_size=1000,
        min_std_deviation_ms=100,
        acceptable_pause_ms=0,
        first_interval_ms=1000,
        clock=_monotonic_ms,
    ):
        self._threshold = threshold
        self._min_std_deviation_ms = min_std_deviation_ms
        self._acceptable_pause_ms = acceptable_pause_ms
        self._first_interval_ms = first_interval_ms
        self._clock = clock
        self._lock = threading.Lock()
        self._intervals = _Intervals(window_size)
        self._last_ms = None

    def heartbeat(self):
        with self._lock:
            now = self._clock()
            if self._last_ms is None:
                self._begin()
            elif self._phi(now) < self._threshold:
                self._intervals.append(now - self._last_ms)
            self._last_ms = now

    def phi(self):
        with self._lock:
            return self._phi(self._clock())

    def is_available(self):
        return self.phi() < self._threshold

    def _begin(self):
        """Two intervals with a rather large deviation, as nothing is known yet."""
        quarter = self._first_interval_ms // 4
        self._intervals.append(self._first_interval_ms - quarter)
        self._intervals.append(self._first_interval_ms + quarter)

    def _phi(self, now):
        if self._last_ms is None:
            return 0.0
        late = now - self._last_ms - self._intervals.mean - self._acceptable_pause_ms
        y = late / max(self._intervals.deviation, self._min_std_deviation_ms)
        g = y * (1.5976 + 0.070566 * y * y)
        if g > MOST * math.log(10):
            return MOST
        return math.log10(1 + math.exp(g))
