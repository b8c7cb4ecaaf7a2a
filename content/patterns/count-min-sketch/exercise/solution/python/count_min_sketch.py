"""A count-min sketch: counts keys in a fixed number of counters, never too low."""

import threading
import zlib


class InvalidCountError(ValueError):
    """A count below 1 would make estimates too low."""


class IncompatibleSketchError(Exception):
    """The other sketch has another shape, so that its counters mean something else."""


def _crc32(text):
    return zlib.crc32(text.encode())


class CountMinSketch:
    def __init__(self, width=1000, depth=4, hash=_crc32):
        self._width = width
        self._depth = depth
        self._hash = hash
        self._lock = threading.Lock()
        self._rows = [[0] * width for _ in range(depth)]
        self._total = 0

    def add(self, key, count):
        if count < 1:
            raise InvalidCountError("a count is at least 1, not %d" % count)
        with self._lock:
            self._increase(key, count)

    def add_all(self, keys):
        with self._lock:
            for key in keys:
                self._increase(key, 1)

    def estimate(self, key):
        with self._lock:
            return self._least(key)

    def estimate_all(self, keys):
        with self._lock:
            return [self._least(key) for key in keys]

    def total(self):
        return self._total

    def counters(self):
        return self._width * self._depth

    def merge(self, other):
        if (other._width, other._depth) != (self._width, self._depth):
            raise IncompatibleSketchError("the sketches differ in shape")
        # One lock at a time, so that two sketches can be merged into each other at once.
        with other._lock:
            theirs, total = [list(row) for row in other._rows], other._total
        with self._lock:
            for row, their_row in zip(self._rows, theirs):
                row[:] = [mine + their for mine, their in zip(row, their_row)]
            self._total += total

    def _increase(self, key, count):
        for row, column in zip(self._rows, self._columns(key)):
            row[column] += count
        self._total += count

    def _least(self, key):
        return min(row[column] for row, column in zip(self._rows, self._columns(key)))

    def _columns(self, key):
        """One column for each row, all made from two hashes."""
        first, step = self._hash(key), self._hash(key + "#")
        return [(first + index * step) % self._width for index in range(self._depth)]
