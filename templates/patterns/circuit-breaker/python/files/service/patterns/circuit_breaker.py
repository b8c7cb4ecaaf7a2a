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
        self.state: BreakerState = "closed"

    def admits(self) -> bool:
        """Whether a call may be made now. In the half-open state that is the probe and no other."""
        if self.state == "open" and self.probe_in_s() <= 0:
            self._become("half-open")
            return True
        return self.state == "closed"

    def probe_in_s(self) -> float:
        return max(0.0, self._probe_at - self._options.clock())

    def note(self, failed: bool) -> None:
        """How a call ended that was admitted."""
        if self.state == "closed":
            self._failed.append(failed)
            if self._is_too_much():
                self._open()
        elif failed:
            self._open()
        elif self.state == "half-open":
            self._failed.clear()
            self._become("closed")

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
            if not breaker.admits():
                raise DependencyUnavailable(
                    name,
                    "circuit breaker is open",
                    retry_after_s=breaker.probe_in_s(),
                    refused_here=True,
                )
            return await watched(breaker, next_call, request)

        return call

    return policy


async def watched(breaker: Breaker, next_call: HttpClient, request: HttpRequest) -> HttpAnswer:
    try:
        answer = await next_call(request)
    except DependencyUnavailable:
        breaker.note(failed=True)
        raise
    except BaseException:
        # A fault of our own, or a call given up by its caller, says nothing about the service; a probe
        # that ends so has to leave room for the next one.
        breaker.note(failed=breaker.state == "half-open")
        raise
    breaker.note(failed=False)
    return answer
