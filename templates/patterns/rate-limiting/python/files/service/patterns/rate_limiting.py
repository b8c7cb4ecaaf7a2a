"""Refuses what a client sends beyond its share. See docs/adr/rate-limiting.md."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from prometheus_client import Counter
from starlette.types import ASGIApp, Receive, Scope, Send

from service.http.errors import error_answer
from service.observability.metrics import Metrics

# Whoever watches the service must see it in trouble, too.
UNLIMITED = (
    "/health/",
    "/metrics",
    # compendium:slot unlimited-paths
)


@dataclass
class FixedWindow:
    """Counts the requests of each client since the current window began."""

    most: int
    window_ms: int
    # Seconds on a clock that nobody sets.
    clock: Callable[[], float] = time.monotonic
    _ends_at: float = field(default=0.0, init=False)
    _counts: dict[str, int] = field(default_factory=dict, init=False)

    def take(self, client: str) -> float | None:
        """None when the request is within the share, else the seconds until there is a new one."""
        now = self.clock()
        if now >= self._ends_at:
            # One window for all: what is forgotten with it is all that there is to clean up.
            self._ends_at = now + self.window_ms / 1000
            self._counts.clear()
        count = self._counts.get(client, 0)
        if count >= self.most:
            return self._ends_at - now
        self._counts[client] = count + 1
        return None


class LimitRate:
    """Answers 429 before any work is done."""

    def __init__(self, app: ASGIApp, window: FixedWindow, metrics: Metrics) -> None:
        self._app = app
        self._window = window
        self._refused = Counter(
            "rate_limited_requests_total",
            "Requests that were refused because their client made too many.",
            registry=metrics.registry,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(UNLIMITED):
            return await self._app(scope, receive, send)
        address = scope["client"][0] if scope.get("client") else "unknown"
        wait_s = self._window.take(address)
        if wait_s is None:
            return await self._app(scope, receive, send)
        self._refused.inc()
        answer = error_answer(429, "rate-limited", "too many requests", wait_s)
        await answer(scope, receive, send)
