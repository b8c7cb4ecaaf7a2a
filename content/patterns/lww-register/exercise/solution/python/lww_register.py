"""A value that every replica may overwrite; when replicas meet, the later write stays."""

import threading
import time
from typing import NamedTuple, Optional


class _Write(NamedTuple):
    """Compared by the stamp first and then by the replica: no two writes are equal in both."""

    stamp: int
    replica: str
    # None when the write has cleared the register.
    value: Optional[str]

    def is_after(self, other):
        return other is None or (self.stamp, self.replica) > (other.stamp, other.replica)


def _now_ms():
    return int(time.time() * 1000)


class LwwRegister:
    def __init__(self, replica, clock=_now_ms):
        self._replica = replica
        self._clock = clock
        self._lock = threading.Lock()
        self._latest = None

    def set(self, value):
        return self._write(value)

    def clear(self):
        return self._write(None)

    def get(self):
        latest = self._snapshot()
        return None if latest is None else latest.value

    def written_at(self):
        latest = self._snapshot()
        return None if latest is None else latest.stamp

    def written_by(self):
        latest = self._snapshot()
        return None if latest is None else latest.replica

    def merge(self, other):
        # Never both locks at once: two replicas may merge each other at the same time.
        theirs = other._snapshot()
        with self._lock:
            if theirs is not None and theirs.is_after(self._latest):
                self._latest = theirs

    def _write(self, value):
        with self._lock:
            now = self._clock()
            # The latest write has the largest stamp that was ever seen here.
            stamp = now if self._latest is None else max(now, self._latest.stamp + 1)
            self._latest = _Write(stamp, self._replica, value)
            return stamp

    def _snapshot(self):
        with self._lock:
            return self._latest
