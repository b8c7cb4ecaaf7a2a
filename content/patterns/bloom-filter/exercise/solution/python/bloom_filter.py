"""A Bloom filter: a set that takes few bits for each key, and sometimes says yes to one too many."""

import math
import threading
import zlib


class IncompatibleFilterError(Exception):
    """The other filter has another size, so that its positions mean something else."""


def _crc32(text):
    return zlib.crc32(text.encode())


class BloomFilter:
    def __init__(self, capacity=1000, false_positive_rate=0.01, hash=_crc32):
        self._bits = math.ceil(-capacity * math.log(false_positive_rate) / math.log(2) ** 2)
        self._hashes = max(1, round(self._bits / capacity * math.log(2)))
        self._hash = hash
        self._lock = threading.Lock()
        self._words = bytearray((self._bits + 7) // 8)

    def add(self, key):
        with self._lock:
            self._set(key)

    def might_contain(self, key):
        with self._lock:
            return self._has(key)

    def add_all(self, keys):
        with self._lock:
            for key in keys:
                self._set(key)

    def filter(self, keys):
        with self._lock:
            return [key for key in keys if self._has(key)]

    def bits(self):
        return self._bits

    def hashes(self):
        return self._hashes

    def merge(self, other):
        if (other._bits, other._hashes) != (self._bits, self._hashes):
            raise IncompatibleFilterError("the filters differ in size")
        theirs = bytes(other._words)
        with self._lock:
            for index, byte in enumerate(theirs):
                self._words[index] |= byte

    def _set(self, key):
        for position in self._positions(key):
            self._words[position // 8] |= 1 << position % 8

    def _has(self, key):
        return all(self._words[position // 8] & 1 << position % 8 for position in self._positions(key))

    def _positions(self, key):
        """Two hashes make them all: Kirsch and Mitzenmacher, Less Hashing, Same Performance."""
        first, step = self._hash(key), self._hash(key + "#")
        return [(first + index * step) % self._bits for index in range(self._hashes)]
