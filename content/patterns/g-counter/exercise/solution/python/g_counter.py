"""A counter that only grows, at any number of replicas, none of which asks another."""

import threading


class InvalidAmountError(ValueError):
    """The amount was negative."""


class GCounter:
    def __init__(self, replica):
        self._replica = replica
        self._lock = threading.Lock()
        self._counts = {}

    def increment(self, amount):
        if amount < 0:
            raise InvalidAmountError(f"cannot count {amount}: a counter that only grows takes 0 or more")
        with self._lock:
            self._counts[self._replica] = self._counts.get(self._replica, 0) + amount

    def value(self):
        with self._lock:
            return sum(self._counts.values())

    def state(self):
        with self._lock:
            return dict(self._counts)

    def merge(self, state):
        with self._lock:
            for replica, count in state.items():
                self._counts[replica] = max(self._counts.get(replica, 0), count)
