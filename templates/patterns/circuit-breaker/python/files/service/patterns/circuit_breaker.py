"""Stops calling a service while it is down. See docs/adr/circuit-breaker.md."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from prometheus_client import Gauge

from service.http.health import Health
from service.http_client.http_client import (
    Dependency,
    DependencyUnavailable,
    HttpAnswer,
    HttpClient,
    HttpPolicy,
    HttpRequest,
)
from service.observability.log import Log
from service.observability.metrics import Metrics

BreakerState = Literal["closed", "half-open", "open"]
NUMBERS: dict[BreakerState, int] = {"closed": 0, "half-open": 1, "open": 2}


@dataclass(frozen=True)
class BreakerOptions:
    # How many of the last calls are looked at.
    window: int
    # No judgement on fewer calls than this.
    minimum_calls: int
    # Opens when more than this part of the calls failed; between 0 and 1.
    failure_ratio: float
    # Time in the open state before one call is let through as a probe.
    open_ms: int
    # Seconds on a clock that nobody sets.
    clock: Callable[[], float] = time.monotonic

    def __post_init__(self) -> None:
        if self.minimum_calls > self.window:
            raise ValueError("BREAKER_MINIMUM_CALLS must not be above BREAKER_WINDOW")


class Breaker:
    """Closed, it counts failures; open, it refuses; half-open, one call probes the service."""

    def __init__(self, options: BreakerOptions, on_change: Callable[[BreakerState], None]) -> None:
        self._options = options
        self._on_change = on_change
        self._failed: deque[bool] = deque(maxlen=options.window)
        self._probe_at = 0.0
        # Counts the changes of the state.
        self._round = 0
        self.state: BreakerState = "closed"

    def admit(self) -> int | None:
        """The round in which a call is made now; None when it may not be.

        In the half-open state that is the probe and no other.
        """
        if self.state == "open" and self.probe_in_s() <= 0:
            self._become("half-open")
            return self._round
        return self._round if self.state == "closed" else None

    def probe_in_s(self) -> float:
        return max(0.0, self._probe_at - self._options.clock())

    def note(self, admitted_in: int, failed: bool | None) -> None:
        """How a call ended that was admitted; None when that says nothing about the service.

        A call of an earlier round tells how the service was then.
        """
        if admitted_in != self._round:
            return
        if self.state == "closed":
            self._count(failed)
        elif failed is False:
            self._failed.clear()
            self._become("closed")
        else:
            # A probe closes it by an answer alone, and has to leave room for the next one.
            self._open()

    def _count(self, failed: bool | None) -> None:
        if failed is not None:
            self._failed.append(failed)
        if self._is_too_much():
            self._open()

    def _is_too_much(self) -> bool:
        seen = len(self._failed)
        limit = self._options.failure_ratio * seen
        return seen >= self._options.minimum_calls and sum(self._failed) > limit

    def _open(self) -> None:
        self._probe_at = self._options.clock() + self._options.open_ms / 1000
        self._become("open")

    def _become(self, state: BreakerState) -> None:
        if state != self.state:
            self.state = state
            self._round += 1
            self._on_change(state)


def circuit_breaker(
    options: BreakerOptions, log: Log, metrics: Metrics, health: Health
) -> HttpPolicy:
    """Each service has a breaker of its own.

    Only `DependencyUnavailable` counts as a failure: a declined card is an answer.
    """
    gauge = Gauge(
        "circuit_breaker_state",
        "0 closed, 1 half-open, 2 open.",
        ["dependency"],
        registry=metrics.registry,
    )

    def policy(dependency: Dependency, next_call: HttpClient) -> HttpClient:
        name = dependency.name

        def on_change(state: BreakerState) -> None:
            log.warning("circuit breaker", dependency=name, state=state)
            gauge.labels(name).set(NUMBERS[state])

        breaker = Breaker(options, on_change)
        health.report(name, lambda: breaker.state)
        gauge.labels(name).set(NUMBERS[breaker.state])

        async def call(request: HttpRequest) -> HttpAnswer:
            admitted_in = breaker.admit()
            if admitted_in is None:
                raise DependencyUnavailable(
                    name,
                    "circuit breaker is open",
                    retry_after_s=breaker.probe_in_s(),
                    refused_here=True,
                )
            return await watched(breaker, admitted_in, next_call, request)

        return call

    return policy


async def watched(
    breaker: Breaker, admitted_in: int, next_call: HttpClient, request: HttpRequest
) -> HttpAnswer:
    try:
        answer = await next_call(request)
    except DependencyUnavailable:
        breaker.note(admitted_in, failed=True)
        raise
    except BaseException:
        # A fault of our own, or a call given up by its caller.
        breaker.note(admitted_in, failed=None)
        raise
    breaker.note(admitted_in, failed=False)
    return answer
