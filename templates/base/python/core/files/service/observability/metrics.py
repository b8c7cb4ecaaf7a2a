"""What Prometheus is told."""

import asyncio
from collections.abc import Awaitable, Callable

from prometheus_client import (
    CollectorRegistry,
    Counter,
    GCCollector,
    ProcessCollector,
    generate_latest,
)

# Whoever scrapes waits for some seconds.
LOOK_UP_S = 3


class Metrics:
    """A registry of its own, so that two services in one test do not share their counts."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        GCCollector(registry=self.registry)
        self._before: list[Callable[[], Awaitable[None]]] = []
        self._failures = Counter(
            "metrics_look_up_failures_total",
            "Numbers that could not be looked up when they were asked for: they are those of before.",
            registry=self.registry,
        )

    def before_scrape(self, measure: Callable[[], Awaitable[None]]) -> None:
        """For what has to be looked up, such as a number of rows."""
        self._before.append(measure)

    async def text(self) -> bytes:
        await asyncio.gather(*(self._look_up(measure) for measure in self._before))
        return generate_latest(self.registry)

    async def _look_up(self, measure: Callable[[], Awaitable[None]]) -> None:
        """A database that is down is no reason to tell nothing at all: then metrics are wanted most."""
        try:
            async with asyncio.timeout(LOOK_UP_S):
                await measure()
        except Exception:
            self._failures.inc()
