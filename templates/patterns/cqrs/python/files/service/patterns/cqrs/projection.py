"""Keeps the read model up with the write side. See docs/adr/cqrs.md.

A change that cannot be worked in stops it there, for what comes later may build on it: the lag grows, the log
says why, and writing goes on.
"""

import asyncio
import time
from collections.abc import Sequence
from datetime import datetime, timezone
from typing import Generic

from prometheus_client import Gauge

from service.config import Config
from service.database.database import Database, Tx
from service.http.health import Health
from service.messaging.broker import Message
from service.observability.log import Log
from service.observability.metrics import Metrics
from service.patterns.cqrs.project import position_of, project_next
from service.patterns.cqrs.read_model import Fact, Feed, ReadModel

# Pause before somebody who waits for a position looks again.
LOOK_AGAIN_S = 0.02


class Projection(Generic[Fact]):
    """As a sink of events it hears of the changes of this process."""

    def __init__(
        self,
        database: Database,
        model: ReadModel[Fact],
        config: Config,
        log: Log,
        metrics: Metrics,
        health: Health,
    ) -> None:
        self._database = database
        self._model = model
        # How often changes are looked for without being told: of other replicas, after a failure.
        self._interval_s = config.projection_interval_ms / 1000
        self._log = log
        self._woken = asyncio.Event()
        self._is_stopped = False
        self._is_stuck = False
        self._following: asyncio.Task[None] | None = None
        health.report("read-model", lambda: "stuck" if self._is_stuck else "follows")
        measure_lag(database, model.feed, metrics)

    async def stage(self, tx: Tx, events: Sequence[Message]) -> None:
        await self._model.feed.stage(tx, events)

    async def release(self, events: Sequence[Message]) -> None:
        self._woken.set()

    def start(self) -> None:
        """Works in what a crash or another replica left, then each change as it comes."""
        self._following = asyncio.create_task(self._follow())

    async def stop(self) -> None:
        """Lets the batch under way finish."""
        self._is_stopped = True
        self._woken.set()
        if self._following is not None:
            await self._following

    async def reach(self, position: int, wait_ms: int) -> bool:
        """Whether the rows are as far as `position`, within `wait_ms`."""
        give_up_at = time.monotonic() + wait_ms / 1000
        while await self._position() < position:
            if time.monotonic() >= give_up_at:
                return False
            self._woken.set()
            await asyncio.sleep(LOOK_AGAIN_S)
        return True

    async def _position(self) -> int:
        async with self._database.begin() as tx:
            return await position_of(tx)

    async def _follow(self) -> None:
        while not self._is_stopped:
            self._woken.clear()
            try:
                while not self._is_stopped and await self._is_behind():
                    await project_next(self._database, self._model)
                self._is_stuck = False
            except Exception as error:
                self._is_stuck = True
                self._log.error("the read model falls behind", exc_info=error)
            await self._pause()

    async def _is_behind(self) -> bool:
        """Reading first: where there is nothing to do, nothing is written."""
        async with self._database.begin() as tx:
            return await position_of(tx) < await self._model.feed.head(tx)

    async def _pause(self) -> None:
        try:
            async with asyncio.timeout(self._interval_s):
                await self._woken.wait()
        except TimeoutError:
            pass


def measure_lag(database: Database, feed: Feed[Fact], metrics: Metrics) -> None:
    changes = Gauge(
        "read_model_lag_changes",
        "Changes that the read model does not show yet.",
        registry=metrics.registry,
    )
    seconds = Gauge(
        "read_model_lag_seconds",
        "Age of the oldest change that the read model does not show yet; 0 when there is none.",
        registry=metrics.registry,
    )

    async def measure() -> None:
        async with database.begin() as tx:
            position = await position_of(tx)
            changes.set(await feed.head(tx) - position)
            oldest = await feed.read(tx, position, 1)
        seconds.set(age_of(oldest[0].at) if oldest else 0)

    metrics.before_scrape(measure)


def age_of(at: str) -> float:
    return (datetime.now(timezone.utc) - datetime.fromisoformat(at)).total_seconds()
