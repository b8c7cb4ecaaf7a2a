"""A cache that recomputes a value before it expires, by a draw at each reading (XFetch)."""

import math
import random as _random
import threading
import time
from collections import namedtuple

_Entry = namedtuple("_Entry", "value delta_ms expires_ms")


def _monotonic_ms():
    return time.monotonic() * 1000


class EarlyCache:
    """Safe for several threads at once. Two that decide to load the same key both load it."""

    def __init__(self, ttl_ms=60000, negative_ttl_ms=5000, beta=1, clock=_monotonic_ms, random=_random.random):
        self._ttl_ms = ttl_ms
        self._negative_ttl_ms = negative_ttl_ms
        self._beta = beta
        self._clock = clock
        self._random = random
        self._lock = threading.Lock()
        self._entries = {}

    def get(self, key, load):
        with self._lock:
            entry = self._entries.get(key)
        now_ms = self._clock()
        if entry is None or now_ms >= entry.expires_ms:
            return self._load(key, load)
        if not self._is_early(entry, now_ms):
            return entry.value
        try:
            return self._load(key, load)
        except Exception:
            return entry.value

    def invalidate(self, key):
        with self._lock:
            entry = self._entries.pop(key, None)
        return entry is not None and self._clock() < entry.expires_ms

    def _is_early(self, entry, now_ms):
        drawn = self._random()
        if drawn == 0:
            return entry.delta_ms > 0
        return now_ms - entry.delta_ms * self._beta * math.log(drawn) >= entry.expires_ms

    def _load(self, key, load):
        started_ms = self._clock()
        value = load(key)
        ended_ms = self._clock()
        ttl_ms = self._negative_ttl_ms if value is None else self._ttl_ms
        with self._lock:
            self._entries[key] = _Entry(value, ended_ms - started_ms, ended_ms + ttl_ms)
        return value
