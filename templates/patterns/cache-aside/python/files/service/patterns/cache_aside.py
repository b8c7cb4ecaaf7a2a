"""Keeps what was read, beside the store, and asks the store again when it is too old.

However many ask at once, it is read once: at the first miss and when it expires; values of one moment do not
expire in one moment, and a value that is much in demand is read anew shortly before it would expire.
See docs/adr/cache-aside.md.
"""

import asyncio
import math
import random
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from prometheus_client import Counter, Gauge, Histogram

from service.config import Config
from service.observability.log import Log
from service.observability.metrics import Metrics

Value = TypeVar("Value")
# Reads from where the truth is. None for what is not there, which is not kept: it may be there soon.
Load = Callable[[str], Awaitable[Value | None]]


@dataclass(frozen=True)
class CacheOptions:
    # The least recently used go first.
    max_entries: int
    # Part of the time to live by which it differs from value to value; 0 to 1.
    jitter: float
    # Seconds on a clock that nobody sets.
    clock: Callable[[], float] = time.monotonic
    # From 0 up to 1.
    chance: Callable[[], float] = random.random


def cache_options(config: Config) -> CacheOptions:
    return CacheOptions(config.cache_max_entries, config.cache_jitter)


@dataclass(frozen=True)
class Entry(Generic[Value]):
    value: Value
    expires_at: float
    # How long it took to load.
    load_s: float

    def head_start_s(self, draw: float) -> float:
        """How long before its end the value is read anew by whoever asks now.

        Mostly about as long as reading takes, seldom much longer (A. Vattani, F. Chierichetti,
        K. Lowenstein, "Optimal Probabilistic Cache Stampede Prevention", 2015).
        """
        return -self.load_s * math.log(1 - draw)


class Cache(Generic[Value]):
    def __init__(
        self,
        name: str,
        load: Load[Value],
        ttl_ms: Callable[[Value], float],
        options: CacheOptions,
        log: Log,
        metrics: Metrics,
    ) -> None:
        """`ttl_ms` is how long a value may be served without asking again; 0 keeps it out."""
        self._name = name
        self._load = load
        self._ttl_ms = ttl_ms
        self._options = options
        self._log = log
        self._entries: OrderedDict[str, Entry[Value]] = OrderedDict()
        # Reads under way. The task is the version that it reads: `invalidate` makes it an old one.
        self._flights: dict[str, asyncio.Task[Value | None]] = {}
        self._measure = CacheMetrics(name, lambda: len(self._entries), metrics)

    async def get(self, key: str) -> Value | None:
        """The value, from the cache where it is fresh. Raises what `load` raises."""
        now = self._options.clock()
        entry = self._entries.get(key)
        if entry is None or now >= entry.expires_at:
            self._measure.asked("miss")
            # Whoever asked may be gone; others wait for the same read.
            return await asyncio.shield(self._fly(key))
        self._entries.move_to_end(key)
        is_early = now + entry.head_start_s(self._options.chance()) >= entry.expires_at
        self._measure.asked("early" if is_early else "hit")
        if is_early:
            self._fly(key)
        return entry.value

    def invalidate(self, key: str) -> None:
        """To be called after each change: what was read before it is not served, nor kept, any more."""
        self._entries.pop(key, None)
        self._flights.pop(key, None)

    def _fly(self, key: str) -> "asyncio.Task[Value | None]":
        """One read for all who ask meanwhile."""
        flight = self._flights.get(key)
        if flight is None:
            flight = asyncio.create_task(self._read(key))
            flight.add_done_callback(self._note_failure)
            self._flights[key] = flight
        return flight

    async def _read(self, key: str) -> Value | None:
        started_at = self._options.clock()
        try:
            value = await self._load(key)
            now = self._options.clock()
            self._measure.loaded(now - started_at)
            if self._is_current(key):
                self._keep(key, value, now, now - started_at)
            else:
                # Somebody changed it while it was read: what was read may be what it was before.
                self._measure.outdated()
            return value
        finally:
            if self._is_current(key):
                del self._flights[key]

    def _is_current(self, key: str) -> bool:
        return self._flights.get(key) is asyncio.current_task()

    def _keep(self, key: str, value: Value | None, now: float, load_s: float) -> None:
        self._entries.pop(key, None)
        if value is None:
            return
        jitter = 1 - self._options.jitter * self._options.chance()
        life_s = self._ttl_ms(value) / 1000 * jitter
        if life_s <= 0:
            return
        self._entries[key] = Entry(value, now + life_s, load_s)
        if len(self._entries) > self._options.max_entries:
            self._entries.popitem(last=False)

    def _note_failure(self, flight: "asyncio.Task[Value | None]") -> None:
        """Whoever waits has the error, too; a read before the end of the old value has nobody waiting."""
        if not flight.cancelled() and flight.exception() is not None:
            self._log.warning(
                "a value could not be read", cache=self._name, error=str(flight.exception())
            )


class CacheMetrics:
    def __init__(self, name: str, size: Callable[[], int], metrics: Metrics) -> None:
        registry = metrics.registry
        self._name = name
        self._asked = Counter(
            "cache_requests_total",
            "What was asked of a cache: hit, miss, or early (a hit that had the value read anew).",
            ["cache", "outcome"],
            registry=registry,
        )
        self._loads = Histogram(
            "cache_load_duration_seconds",
            "Time to read a value from the store behind a cache.",
            ["cache"],
            registry=registry,
        )
        self._outdated = Counter(
            "cache_outdated_loads_total",
            "Values that were changed while they were read, and not kept for that.",
            ["cache"],
            registry=registry,
        )
        entries = Gauge("cache_entries", "Values that are kept.", ["cache"], registry=registry)
        entries.labels(name).set_function(size)
        self._outdated.labels(name)

    def asked(self, outcome: str) -> None:
        self._asked.labels(self._name, outcome).inc()

    def loaded(self, seconds: float) -> None:
        self._loads.labels(self._name).observe(seconds)

    def outdated(self) -> None:
        self._outdated.labels(self._name).inc()
