"""Sends each call to one of the instances that a registry knows. See docs/adr/service-discovery.md."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from prometheus_client import Gauge

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
from service.patterns.service_discovery.instances import HowItEnded, Instances
from service.patterns.service_discovery.registry import Registry


@dataclass(frozen=True)
class DiscoverOptions:
    # How long an answer of the registry is good.
    refresh_ms: int
    # So many failures in a row, and an instance is left alone.
    failures: int
    eject_ms: int


def discover(
    registry: Registry, options: DiscoverOptions, log: Log, metrics: Metrics
) -> HttpPolicy:
    """It is near to the network: a retry may meet another instance.

    A service that the registry does not know is at its own URL.
    """
    gauge = Gauge(
        "discovery_instances",
        "Instances of a service that the registry knows, and those left alone because they fail.",
        ["dependency", "state"],
        registry=metrics.registry,
    )

    def policy(dependency: Dependency, next_call: HttpClient) -> HttpClient:
        name = dependency.name
        listed = Remembered(registry, name, options.refresh_ms, log)
        instances = Instances(options.failures, options.eject_ms)

        async def call(request: HttpRequest) -> HttpAnswer:
            origins = await listed.origins()
            if not origins:
                return await next_call(request)
            origin = instances.begin(origins)
            how: HowItEnded = "unknown"
            try:
                answer = await next_call(replace(request, url=at(origin, dependency.url)))
                how = "answered"
                return answer
            except DependencyUnavailable as error:
                how = "unknown" if error.refused_here else "failed"
                raise
            finally:
                if instances.end(origin, how):
                    log.warning("instance is left alone", dependency=name, origin=origin)
                gauge.labels(name, "known").set(len(origins))
                gauge.labels(name, "ejected").set(instances.ejected())

        return call

    return policy


def at(origin: str, url: str) -> str:
    """The path of the dependency's own URL, on another host."""
    return f"{origin}{urlsplit(url).path}"


class Remembered:
    """Asks the registry again when its answer is too old; while it is down the last answer holds."""

    def __init__(self, registry: Registry, service: str, refresh_ms: int, log: Log) -> None:
        self._registry = registry
        self._service = service
        self._refresh_s = refresh_ms / 1000
        self._log = log
        self._known: Sequence[str] = []
        self._good_until = 0.0
        # Who comes while it is asked waits for that answer.
        self._turn = asyncio.Lock()

    async def origins(self) -> Sequence[str]:
        async with self._turn:
            if time.monotonic() >= self._good_until:
                await self._ask()
        return self._known

    async def _ask(self) -> None:
        try:
            self._known = await self._registry(self._service)
        except Exception as error:
            self._log.warning(
                "the registry gives no answer", dependency=self._service, error=repr(error)
            )
        self._good_until = time.monotonic() + self._refresh_s
