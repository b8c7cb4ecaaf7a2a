"""The time that one request may still take, handed on to the calls it makes."""

import re
import threading
import time

_TIMEOUT = re.compile(r"([0-9]{1,8})([HMSmun])")
_NANOSECONDS = {"H": 3_600_000_000_000, "M": 60_000_000_000, "S": 1_000_000_000, "m": 1_000_000, "u": 1_000, "n": 1}
_MILLISECONDS = (("m", 1), ("S", 1_000), ("M", 60_000), ("H", 3_600_000))
_MOST = 99_999_999


class InvalidTimeoutError(Exception):
    """The header is no grpc-timeout."""


class DeadlineExceededError(Exception):
    """No time is left for a call."""


def _monotonic_ms():
    return time.monotonic_ns() // 1_000_000


def _parse(header):
    match = _TIMEOUT.fullmatch(header)
    if match is None:
        raise InvalidTimeoutError(f"{header!r} is no timeout")
    digits, unit = match.groups()
    return int(digits) * _NANOSECONDS[unit] // 1_000_000


def _format(timeout_ms):
    for unit, size in _MILLISECONDS:
        if timeout_ms // size <= _MOST:
            return f"{timeout_ms // size}{unit}"
    return f"{_MOST}H"


class DeadlineBudget:
    def __init__(self, timeout_ms=1000, reserve_ms=0, clock=_monotonic_ms):
        self._reserve_ms = reserve_ms
        self._clock = clock
        self._lock = threading.Lock()
        self._latest = clock()
        self._deadline = self._latest + timeout_ms

    def receive(self, header):
        with self._lock:
            now = self._now()
            self._deadline = min(self._deadline, now + _parse(header))
            return max(0, self._deadline - now)

    def remaining_ms(self):
        with self._lock:
            return max(0, self._deadline - self._now())

    def is_expired(self):
        with self._lock:
            return self._now() >= self._deadline

    def child_timeout_ms(self, wanted_ms):
        with self._lock:
            spare = self._deadline - self._now() - self._reserve_ms
        if spare <= 0:
            raise DeadlineExceededError("no time is left for a call")
        return min(wanted_ms, spare)

    def child_header(self, wanted_ms):
        return _format(self.child_timeout_ms(wanted_ms))

    def _now(self):
        """The latest time seen: a clock that is set back gives nothing back."""
        self._latest = max(self._latest, self._clock())
        return self._latest
