"""The siblings of one key at one replica, told apart by dots."""

import threading


class VersionedValue:
    def __init__(self, node):
        self._node = node
        self._lock = threading.Lock()
        self._versions = {}  # (node, number) -> value
        self._seen = {}  # node -> how many of its writes

    def put(self, value, context):
        with self._lock:
            self._versions = _unseen(self._versions, context)
            self._seen = _larger(self._seen, context)
            number = self._seen.get(self._node, 0) + 1
            self._seen[self._node] = number
            self._versions[self._node, number] = value

    def values(self):
        with self._lock:
            return sorted(self._versions.values())

    def context(self):
        with self._lock:
            return dict(self._seen)

    def merge(self, other):
        # One lock at a time: two replicas may merge with each other.
        with other._lock:
            versions, seen = dict(other._versions), dict(other._seen)
        with self._lock:
            both = {dot: value for dot, value in self._versions.items() if dot in versions}
            mine = _unseen(self._versions, seen)
            theirs = _unseen(versions, self._seen)
            self._versions = {**both, **mine, **theirs}
            self._seen = _larger(self._seen, seen)


def _unseen(versions, seen):
    return {dot: value for dot, value in versions.items() if dot[1] > seen.get(dot[0], 0)}


def _larger(a, b):
    return {node: max(a.get(node, 0), b.get(node, 0)) for node in {**a, **b}}
