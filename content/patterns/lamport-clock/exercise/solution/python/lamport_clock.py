"""A logical clock that never gives an effect a smaller number than its cause."""

import threading


class LamportClock:
    def __init__(self, node, start=0):
        self._node = node
        self._lock = threading.Lock()
        self._time = start

    def tick(self):
        return self._event(0)

    def send(self):
        return self._event(0)

    def receive(self, sent):
        return self._event(sent)

    def time(self):
        with self._lock:
            return self._time

    def precedes(self, mine, theirs, other):
        return (mine, self._node) < (theirs, other)

    def _event(self, floor):
        """Counts an event that is later than the one before it, and than floor."""
        with self._lock:
            self._time = max(self._time, floor) + 1
            return self._time
