"""A vector clock: what a node has counted itself, and what it has heard of others."""

import threading


class VectorClock:
    def __init__(self, node):
        self._node = node
        self._lock = threading.Lock()
        self._counts = {}

    def tick(self):
        return self._event({})

    def send(self):
        return self._event({})

    def receive(self, message):
        return self._event(message)

    def now(self):
        with self._lock:
            return dict(self._counts)

    def compare(self, a, b):
        nodes = a.keys() | b.keys()
        less = any(a.get(node, 0) < b.get(node, 0) for node in nodes)
        more = any(a.get(node, 0) > b.get(node, 0) for node in nodes)
        if less and more:
            return "concurrent"
        if less:
            return "before"
        return "after" if more else "equal"

    def _event(self, heard):
        """Counts an event of this node that knows of all that was heard."""
        with self._lock:
            for node, count in heard.items():
                self._counts[node] = max(self._counts.get(node, 0), count)
            self._counts[self._node] = self._counts.get(self._node, 0) + 1
            return dict(self._counts)
