"""A log-structured merge-tree: a memtable, and sorted runs on levels that are never changed, only merged."""

import threading
from bisect import bisect_left


class LsmTree:
    def __init__(self, memtable_limit=4, fanout=4):
        self._limit = memtable_limit
        self._fanout = fanout
        self._lock = threading.RLock()
        # A value of None is a tombstone, here and in runs.
        self._memtable = {}
        # Level 0 first, on each level the newest run first. A run is a sorted list of (key, value).
        self._levels = [[]]

    def put(self, key, value):
        self._write(key, value)

    def delete(self, key):
        self._write(key, None)

    def get(self, key):
        with self._lock:
            if key in self._memtable:
                return self._memtable[key]
            for run in self._runs():
                at = bisect_left(run, (key,))
                if at < len(run) and run[at][0] == key:
                    return run[at][1]
            return None

    def scan(self, start, end):
        with self._lock:
            memtable = sorted(self._memtable.items())
            parts = [_between(run, start, end) for run in [memtable, *self._runs()]]
            return [[key, value] for key, value in _merge(parts) if value is not None]

    def flush(self):
        with self._lock:
            if not self._memtable:
                return
            self._levels[0].insert(0, sorted(self._memtable.items()))
            self._memtable = {}
            self._compact()

    def runs(self):
        with self._lock:
            return [[[key] if value is None else [key, value] for key, value in run] for run in self._runs()]

    def _write(self, key, value):
        with self._lock:
            self._memtable[key] = value
            if len(self._memtable) >= self._limit:
                self.flush()

    def _runs(self):
        return [run for level in self._levels for run in level]

    def _compact(self):
        """Merges full levels into the next, from the first on."""
        level = 0
        while len(self._levels[level]) >= self._fanout:
            merged = _merge(self._levels[level])
            self._levels[level] = []
            if not any(self._levels[level + 1 :]):
                # There is nothing older that a tombstone could hide.
                merged = [(key, value) for key, value in merged if value is not None]
            level += 1
            if level == len(self._levels):
                self._levels.append([])
            if merged:
                self._levels[level].insert(0, merged)


def _merge(runs):
    """One run of several, the newest of which comes first."""
    merged = {}
    for run in reversed(runs):
        merged.update(run)
    return sorted(merged.items())


def _between(run, start, end):
    last = len(run) if end is None else bisect_left(run, (end,))
    return run[bisect_left(run, (start,)) : last]
