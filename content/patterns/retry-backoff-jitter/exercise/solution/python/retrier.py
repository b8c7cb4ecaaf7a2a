"""Tries an operation again, with full jitter, up to a number of attempts and within a budget of time."""

import math
import random as _random
import time


class PermanentError(Exception):
    """Raised by an operation when trying again is of no use."""


def _monotonic_ms():
    return time.monotonic() * 1000


def _sleep_ms(ms):
    time.sleep(ms / 1000)


class Retrier:
    """Holds nothing of a call, and so may be shared by threads."""

    def __init__(
        self,
        max_attempts=3,
        base_ms=100,
        cap_ms=2000,
        budget_ms=10000,
        clock=_monotonic_ms,
        random=_random.random,
        sleep=_sleep_ms,
    ):
        self._max_attempts = max_attempts
        self._base_ms = base_ms
        self._cap_ms = cap_ms
        self._budget_ms = budget_ms
        self._clock = clock
        self._random = random
        self._sleep = sleep

    def call(self, operation):
        started_ms = self._clock()
        bound_ms = min(self._cap_ms, self._base_ms)
        for attempt in range(1, self._max_attempts + 1):
            try:
                return operation()
            except PermanentError:
                raise
            except Exception:
                if attempt == self._max_attempts:
                    raise
                wait_ms = math.floor(self._random() * bound_ms)
                if self._clock() - started_ms + wait_ms >= self._budget_ms:
                    raise
            self._sleep(wait_ms)
            bound_ms = min(self._cap_ms, bound_ms * 2)
