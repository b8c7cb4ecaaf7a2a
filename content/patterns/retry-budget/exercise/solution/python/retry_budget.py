"""A budget for retries: a share of the requests of the last seconds, on top of a floor."""

import threading
import time
from collections import deque

# Everything is counted in hundredths of a retry, in whole numbers.
_RETRY = 100


def _monotonic_ms():
    return time.monotonic() * 1000


class RetryBudget:
    def __init__(self, retry_percent=20, min_retries_per_second=10, window_seconds=10, clock=_monotonic_ms):
        self._share = retry_percent
        self._window_seconds = window_seconds
        self._clock = clock
        self._lock = threading.Lock()
        # Below zero when requests have left the window and retries that they paid for have not.
        self._units = min_retries_per_second * window_seconds * _RETRY
        # [second, what was added less what was taken in it], the oldest first.
        self._seconds = deque()

    def record_request(self):
        with self._lock:
            self._add(self._slide(), self._share)

    def try_retry(self):
        with self._lock:
            second = self._slide()
            if self._units < _RETRY:
                return False
            self._add(second, -_RETRY)
            return True

    def balance(self):
        with self._lock:
            self._slide()
            return max(0, self._units) // _RETRY

    def _slide(self):
        """Undoes what happened in seconds that have left the window, and gives the present one."""
        second = int(self._clock() // 1000)
        while self._seconds and self._seconds[0][0] <= second - self._window_seconds:
            _, units = self._seconds.popleft()
            self._units -= units
        return second

    def _add(self, second, units):
        if not self._seconds or self._seconds[-1][0] != second:
            self._seconds.append([second, 0])
        self._seconds[-1][1] += units
        self._units += units
