"""A cache that evicts the least recently used entry, and lets entries expire at their age."""

import threading
import time
from collections import OrderedDict


def _monotonic_ms():
    return time.monotonic() * 1000


class LruCache:
    def __init__(self, capacity=8, ttl_ms=0, clock=_monotonic_ms):
        self._capacity = capacity
        self._ttl_ms = ttl_ms
        self._clock = clock
        self._lock = threading.Lock()
        # By key: the value, least recently used first; and when it was put, oldest first. Every entry
        # lives equally long, so what expires next is always at the front of the second.
        self._values = OrderedDict()
        self._put_at = OrderedDict()

    def get(self, key):
        with self._lock:
            self._drop_expired()
            if key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key]

    def put(self, key, value):
        with self._lock:
            self._drop_expired()
            if key not in self._values and len(self._values) >= self._capacity:
                self._drop(next(iter(self._values)))
            self._values[key] = value
            self._values.move_to_end(key)
            self._put_at[key] = self._clock()
            self._put_at.move_to_end(key)

    def peek(self, key):
        with self._lock:
            self._drop_expired()
            return self._values.get(key)

    def contains(self, key):
        with self._lock:
            self._drop_expired()
            return key in self._values

    def remove(self, key):
        with self._lock:
            self._drop_expired()
            if key not in self._values:
                return False
            self._drop(key)
            return True

    def size(self):
        with self._lock:
            self._drop_expired()
            return len(self._values)

    def keys(self):
        with self._lock:
            self._drop_expired()
            return list(self._values)

    def _drop_expired(self):
        if self._ttl_ms == 0:
            return
        now = self._clock()
        while self._put_at:
            key, put_at = next(iter(self._put_at.items()))
            if now - put_at < self._ttl_ms:
                return
            self._drop(key)

    def _drop(self, key):
        del self._values[key]
        del self._put_at[key]
