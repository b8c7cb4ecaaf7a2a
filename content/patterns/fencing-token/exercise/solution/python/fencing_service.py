"""A lock service that grants leases with growing tokens, and a store that refuses the older ones."""

import threading
import time


class StaleTokenError(Exception):
    """The store has served a later holder already."""


def _monotonic_ms():
    return time.monotonic_ns() // 1_000_000


class FencingService:
    def __init__(self, ttl_ms, clock=_monotonic_ms):
        self._ttl_ms = ttl_ms
        self._clock = clock
        self._lock = threading.Lock()
        # Of each lock: the last token, which stays for ever, and when its lease is over. A release ends it at once.
        self._tokens = {}
        self._ends = {}
        # Of each key: the value, if there is one, and the highest token seen, which stays for ever.
        self._values = {}
        self._highest = {}

    def acquire(self, lock):
        with self._lock:
            if lock in self._ends and self._clock() < self._ends[lock]:
                return None
            self._tokens[lock] = self._tokens.get(lock, 0) + 1
            self._ends[lock] = self._clock() + self._ttl_ms
            return self._tokens[lock]

    def renew(self, lock, token):
        with self._lock:
            if not self._is_held_by(lock, token):
                return False
            self._ends[lock] = self._clock() + self._ttl_ms
            return True

    def release(self, lock, token):
        with self._lock:
            if not self._is_held_by(lock, token):
                return False
            del self._ends[lock]
            return True

    def holds(self, lock, token):
        with self._lock:
            return self._is_held_by(lock, token)

    def write(self, key, value, token):
        with self._lock:
            self._admit(key, token)
            self._values[key] = value

    def read(self, key, token):
        with self._lock:
            self._admit(key, token)
            return self._values.get(key)

    def remove(self, key, token):
        with self._lock:
            self._admit(key, token)
            self._values.pop(key, None)

    def peek(self, key):
        with self._lock:
            return self._values.get(key)

    def _is_held_by(self, lock, token):
        return self._tokens.get(lock) == token and lock in self._ends and self._clock() < self._ends[lock]

    def _admit(self, key, token):
        """Compares first: whoever is refused must leave no trace."""
        if token < self._highest.get(key, 0):
            raise StaleTokenError(f"{key}: token {token} is older than {self._highest[key]}")
        self._highest[key] = token
