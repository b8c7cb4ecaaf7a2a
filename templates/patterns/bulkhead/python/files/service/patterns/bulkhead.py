"""Gives each service a number of places for calls. See docs/adr/bulkhead.md."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from prometheus_client import Gauge

from service.http_client.http_client import (
    Dependency,
    DependencyUnavailable,
    HttpAnswer,
    HttpClient,
    HttpPolicy,
    HttpRequest,
)
from service.observability.metrics import Metrics


class Places:
    """So many at once, so many who wait; one more is refused."""

    def __init__(self, name: str, concurrent: int, queued: int, gauge: Gauge) -> None:
        self._name = name
        self._concurrent = concurrent
        self._queued = queued
        self._free = asyncio.Semaphore(concurrent)
        self._inside = 0
        self._under_way = gauge.labels(name, "under-way")
        self._waiting = gauge.labels(name, "waiting")

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Raises `DependencyUnavailable` when there is none."""
        if self._inside >= self._concurrent + self._queued:
            message = "too many calls are under way"
            raise DependencyUnavailable(self._name, message, refused_here=True)
        self._change(1)
        try:
            async with self._free:
                yield
        finally:
            self._change(-1)

    def _change(self, by: int) -> None:
        self._inside += by
        self._under_way.set(min(self._inside, self._concurrent))
        self._waiting.set(max(0, self._inside - self._concurrent))


def bulkhead(concurrent: int, queued: int, metrics: Metrics) -> HttpPolicy:
    """A slow service fills its own places and no other's: what needs the others still works."""
    gauge = Gauge(
        "bulkhead_calls",
        "Calls under way to another service, and waiting for a place.",
        ["dependency", "state"],
        registry=metrics.registry,
    )

    def policy(dependency: Dependency, next_call: HttpClient) -> HttpClient:
        places = Places(dependency.name, concurrent, queued, gauge)

        async def call(request: HttpRequest) -> HttpAnswer:
            async with places.place():
                return await next_call(request)

        return call

    return policy
