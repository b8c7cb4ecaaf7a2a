"""A circuit breaker that counts consecutive failures."""

import threading
import time


class CircuitOpenError(Exception):
    """The breaker rejected the call; the function was not called."""


def _monotonic_ms():
    return time.monotonic() * 1000


class CircuitBreaker:
    def __init__(
        self,
        failure_threshold=5,
        reset_timeout_ms=30000,
        half_open_max_calls=1,
        success_threshold=1,
        clock=_monotonic_ms,
    ):
        self._failure_threshold = failure_threshold
        self._reset_timeout_ms = reset_timeout_ms
        self._half_open_max_calls = half_open_max_calls
        self._success_threshold = success_threshold
        self._clock = clock
        self._lock = threading.Lock()
        self._generation = 0
        self._enter("closed")

    @property
    def state(self):
        return self._state

    def call(self, fn):
        with self._lock:
            generation = self._admit()
        try:
            value = fn()
        except BaseException:
            with self._lock:
                self._on_failure(generation)
            raise
        with self._lock:
            self._on_success(generation)
        return value

    def _enter(self, state):
        """Changes the state. Calls admitted before belong to an older generation from now on."""
        self._state = state
        self._generation += 1
        self._failures = 0
        self._successes = 0
        self._trials = 0
        self._changed_at = self._clock()

    def _admit(self):
        """Lets the call through and returns its generation, or raises CircuitOpenError."""
        if self._state == "open":
            if self._clock() - self._changed_at < self._reset_timeout_ms:
                raise CircuitOpenError("the circuit is open")
            self._enter("half_open")
        if self._state == "half_open":
            if self._trials >= self._half_open_max_calls:
                raise CircuitOpenError("enough trial calls are in flight")
            self._trials += 1
        return self._generation

    def _on_failure(self, generation):
        if generation != self._generation:
            return
        self._failures += 1
        if self._state == "half_open" or self._failures >= self._failure_threshold:
            self._enter("open")

    def _on_success(self, generation):
        if generation != self._generation:
            return
        if self._state == "half_open":
            self._trials -= 1
            self._successes += 1
            if self._successes >= self._success_threshold:
                self._enter("closed")
        else:
            self._failures = 0
