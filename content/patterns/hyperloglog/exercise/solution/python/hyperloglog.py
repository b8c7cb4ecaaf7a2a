"""A HyperLogLog: estimates how many different keys have come, in a fixed number of registers."""

import math
import threading
import zlib


class IncompatibleEstimatorError(Exception):
    """The other estimator has another precision, so that its registers mean something else."""


def _crc32(text):
    return zlib.crc32(text.encode())


class HyperLogLog:
    def __init__(self, precision=12, hash=_crc32):
        self._rank_bits = 32 - precision
        self._hash = hash
        self._lock = threading.Lock()
        self._registers = bytearray(1 << precision)

    def add(self, key):
        with self._lock:
            self._note(key)

    def add_all(self, keys):
        with self._lock:
            for key in keys:
                self._note(key)

    def count(self):
        with self._lock:
            size = len(self._registers)
            zeros = self._registers.count(0)
            alpha = 0.7213 / (1 + 1.079 / size)
            estimate = alpha * size**2 / sum(2.0**-rank for rank in self._registers)
        if estimate <= 2.5 * size and zeros > 0:
            # Few keys: how many registers are still empty tells more than their ranks.
            estimate = size * math.log(size / zeros)
        return round(estimate)

    def registers(self):
        return len(self._registers)

    def merge(self, other):
        if other.registers() != self.registers():
            raise IncompatibleEstimatorError("the estimators differ in precision")
        theirs = bytes(other._registers)
        with self._lock:
            self._registers[:] = map(max, self._registers, theirs)

    def _note(self, key):
        """The first bits of the hash choose the register; the place of the first 1 in the rest is the rank."""
        hashed = self._hash(key)
        index = hashed >> self._rank_bits
        rest = hashed & ((1 << self._rank_bits) - 1)
        rank = self._rank_bits - rest.bit_length() + 1
        self._registers[index] = max(self._registers[index], rank)
