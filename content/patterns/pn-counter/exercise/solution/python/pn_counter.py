"""A counter that goes up and down at any number of replicas, none of which asks another."""

import threading


class InvalidAmountError(ValueError):
    """The amount was negative."""


class PNCounter:
    def __init__(self, replica):
        self._replica = replica
        self._lock = threading.Lock()
        self._increments = {}
        self._decrements = {}

    def increment(self, amount):
        self._count(self._increments, amount)

    def decrement(self, amount):
        self._count(self._decrements, amount)

    def value(self):
        with self._lock:
            return sum(self._increments.values()) - sum(self._decrements.values())

    def state(self):
        with self._lock:
            return {"increments": dict(self._increments), "decrements": dict(self._decrements)}

    def merge(self, state):
        with self._lock:
            self._take_in(self._increments, state["increments"])
            self._take_in(self._decrements, state["decrements"])

    def _count(self, counts, amount):
        if amount < 0:
            raise InvalidAmountError(f"cannot count {amount}: call the other method to go the other way")
        with self._lock:
            counts[self._replica] = counts.get(self._replica, 0) + amount

    def _take_in(self, mine, theirs):
        for replica, count in theirs.items():
            mine[replica] = max(mine.get(replica, 0), count)
