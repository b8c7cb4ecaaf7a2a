"""Ids of 64 bits: time, node, sequence."""

import threading
import time

TIME_BITS = 41


class ClockMovedBackError(Exception):
    pass


class OutOfRangeError(Exception):
    pass


def _system_ms():
    return time.time_ns() // 1_000_000


class IdGenerator:
    def __init__(self, node, epoch_ms=1735689600000, node_bits=10, sequence_bits=12, clock=_system_ms):
        self._node = node
        self._epoch_ms = epoch_ms
        self._node_bits = node_bits
        self._sequence_bits = sequence_bits
        self._clock = clock
        self._lock = threading.Lock()
        # What the clock showed at the last id, and what that id says. They differ when we are ahead.
        self._seen_ms = None
        self._time_ms = None
        self._sequence = 0

    def next_id(self):
        with self._lock:
            now_ms = self._clock()
            if self._seen_ms is not None and now_ms < self._seen_ms:
                raise ClockMovedBackError(f"the clock is {self._seen_ms - now_ms} ms behind the last id")
            time_ms, sequence = self._following(now_ms)
            if not 0 <= time_ms - self._epoch_ms < 2**TIME_BITS:
                raise OutOfRangeError(f"{time_ms} ms is not within 2^{TIME_BITS} ms of the epoch")
            self._seen_ms, self._time_ms, self._sequence = now_ms, time_ms, sequence
            time_part = (time_ms - self._epoch_ms) << (self._node_bits + self._sequence_bits)
            return time_part | self._node << self._sequence_bits | sequence

    def timestamp_of(self, id):
        return (id >> (self._node_bits + self._sequence_bits)) + self._epoch_ms

    def node_of(self, id):
        return (id >> self._sequence_bits) & ((1 << self._node_bits) - 1)

    def sequence_of(self, id):
        return id & self._last_sequence()

    def _following(self, now_ms):
        """Time and sequence number of the next id."""
        if self._time_ms is None or now_ms > self._time_ms:
            return now_ms, 0
        if self._sequence < self._last_sequence():
            return self._time_ms, self._sequence + 1
        return self._time_ms + 1, 0

    def _last_sequence(self):
        return (1 << self._sequence_bits) - 1
