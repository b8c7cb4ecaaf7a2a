"""Remembers message ids for a while, and no more of them than fit."""

import threading
import time
from collections import OrderedDict


def _monotonic_ms():
    return time.monotonic_ns() // 1_000_000


class Deduplicator:
    def __init__(self, capacity=16, window_ms=300_000, clock=_monotonic_ms):
        self._capacity = capacity
        self._window_ms = window_ms
        self._clock = clock
        self._lock = threading.Lock()
        # By id, when it was recorded. Nothing moves in here, so that the front is what was recorded
        # first, expires next, and is evicted next.
        self._recorded_at = OrderedDict()

    def seen(self, id):
        with self._lock:
            now = self._drop_expired()
            if id in self._recorded_at:
                return True
            if len(self._recorded_at) >= self._capacity:
                self._recorded_at.popitem(last=False)
            self._recorded_at[id] = now
            return False

    def remembers(self, id):
        with self._lock:
            self._drop_expired()
            return id in self._recorded_at

    def forget(self, id):
        with self._lock:
            self._drop_expired()
            return self._recorded_at.pop(id, None) is not None

    def size(self):
        with self._lock:
            self._drop_expired()
            return len(self._recorded_at)

    def ids(self):
        with self._lock:
            self._drop_expired()
            return list(self._recorded_at)

    def _drop_expired(self):
        now = self._clock()
        while self._recorded_at:
            id, at = next(iter(self._recorded_at.items()))
            if now - at < self._window_ms:
                break
            del self._recorded_at[id]
        return now
