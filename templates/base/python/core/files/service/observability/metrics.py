"""What Prometheus is told."""

from collections.abc import Awaitable, Callable

from prometheus_client import CollectorRegistry, GCCollector, ProcessCollector, generate_latest


class Metrics:
    """A registry of its own, so that two services in one test do not share their counts."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        GCCollector(registry=self.registry)
        self._before: list[Callable[[], Awaitable[None]]] = []

    def before_scrape(self, measure: Callable[[], Awaitable[None]]) -> None:
        """For what has to be looked up, such as a number of rows."""
        self._before.append(measure)

    async def text(self) -> bytes:
        for measure in self._before:
            await measure()
        return generate_latest(self.registry)
