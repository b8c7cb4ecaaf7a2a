"""Stops calling payments while it is down. See docs/adr/0001-circuit-breaker.md."""

from __future__ import annotations

import threading
import time
from collections import deque
from typing import Callable, Optional, TypeVar

from service.payments import Charge, ChargeResult, Payments, PaymentsUnavailable

T = TypeVar("T")

CLOSED, OPEN, HALF_OPEN = "closed", "open", "half-open"


class CircuitOpen(Exception):
    """The call was refused and not made."""

    def __init__(self, retry_after_s: float) -> None:
        super().__init__("circuit breaker is open")
        self.retry_after_s = retry_after_s


class CircuitBreaker:
    """Closed, it counts failures; open, it refuses at once; half-open, one call probes.

    `window`: how many of the last calls are looked at. `minimum_calls`: no judgement on fewer.
    `failure_ratio`: opens when more than this part of them failed. `open_s`: time in the open state
    before one call is let through. `failure`: the exceptions that speak against the other side; any
    other exception counts as an answer. `clock` gives seconds and never goes back.

    Safe to use from many threads. The lock is never held during a call.
    """

    def __init__(
        self,
        *,
        window: int,
        minimum_calls: int,
        failure_ratio: float,
        open_s: float,
        failure: type[Exception],
        clock: Callable[[], float] = time.monotonic,
        on_change: Callable[[str], None] = lambda state: None,
    ) -> None:
        if minimum_calls > window:
            raise ValueError("BREAKER_MINIMUM_CALLS must not be above BREAKER_WINDOW")
        self._minimum_calls = minimum_calls
        self._failure_ratio = failure_ratio
        self._open_s = open_s
        self._failure = failure
        self._clock = clock
        self._on_change = on_change
        self._lock = threading.Lock()
        self._state = CLOSED
        self._failures: deque[bool] = deque(maxlen=window)
        self._opened_at = 0.0
        # Counts the changes of state, so that a call can tell whether it ended in the state it began in.
        self._epoch = 0

    def state(self) -> str:
        with self._lock:
            return self._state

    def call(self, function: Callable[[], T]) -> T:
        """What `function` returns or raises. Raises `CircuitOpen` without calling it."""
        epoch = self._enter()
        try:
            result = function()
        except BaseException as error:
            # An interrupt says nothing about the other side, but a probe must not be left without an end.
            self._leave(epoch, failed=isinstance(error, self._failure) or not isinstance(error, Exception))
            raise
        self._leave(epoch, failed=False)
        return result

    def _enter(self) -> int:
        with self._lock:
            if self._state != CLOSED:
                remaining_s = self._opened_at + self._open_s - self._clock()
                if self._state == HALF_OPEN or remaining_s > 0:
                    raise CircuitOpen(max(0.0, remaining_s))
                self._change(HALF_OPEN)
            epoch, changed = self._epoch, self._state == HALF_OPEN
        if changed:
            self._on_change(HALF_OPEN)
        return epoch

    def _leave(self, epoch: int, failed: bool) -> None:
        with self._lock:
            # A call that began in an earlier state is old news about the other side.
            state = None if epoch != self._epoch else self._judge(failed)
            if state is not None:
                self._change(state)
        if state is not None:
            self._on_change(state)

    def _judge(self, failed: bool) -> Optional[str]:
        """The state to change to after a call, if any."""
        if self._state == HALF_OPEN:
            return OPEN if failed else CLOSED
        self._failures.append(failed)
        calls = len(self._failures)
        if calls < self._minimum_calls or sum(self._failures) <= self._failure_ratio * calls:
            return None
        return OPEN

    def _change(self, state: str) -> None:
        self._state = state
        self._epoch += 1
        if state == OPEN:
            self._opened_at = self._clock()
        if state == CLOSED:
            self._failures.clear()


class BreakerPayments:
    """Payments behind a circuit breaker. A declined card is an answer, not a failure."""

    def __init__(self, payments: Payments, breaker: CircuitBreaker) -> None:
        self._payments = payments
        self._breaker = breaker

    def charge(self, charge: Charge) -> ChargeResult:
        try:
            return self._breaker.call(lambda: self._payments.charge(charge))
        except CircuitOpen as error:
            raise PaymentsUnavailable(str(error), error.retry_after_s) from error
