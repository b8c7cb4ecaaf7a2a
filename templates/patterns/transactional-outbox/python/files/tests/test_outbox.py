import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from service.database.database import Database, open_database
from service.messaging.broker import Handler, Message
from service.messaging.unit_of_work import UnitOfWork
from service.observability.log import create_log
from service.observability.metrics import Metrics
from service.patterns.outbox import Outbox
from tests.databases import empty_database
from tests.eventually import eventually


class NotedBroker:
    """Notes what it is given; it can be down, and it can be one that may still lose what it has."""

    def __init__(self) -> None:
        self.is_down = False
        self.is_forgetful = False
        self.published: list[Any] = []

    async def publish(self, message: Message) -> "asyncio.Future[None]":
        if self.is_down:
            raise ConnectionError("the broker is down")
        self.published.append(message.body["n"])
        kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        if not self.is_forgetful:
            kept.set_result(None)
        return kept

    async def subscribe(self, topic: str, group: str, handler: Handler) -> None: ...

    async def close(self) -> None: ...


class Setup:
    def __init__(self, database: Database) -> None:
        self.database = database
        self.broker = NotedBroker()
        self.open()

    def open(self) -> None:
        """A new process on the same data."""
        self.metrics = Metrics()
        self.outbox = Outbox(self.database, self.broker, 10, create_log("silent"), self.metrics)
        self.unit_of_work = UnitOfWork(self.database, self.outbox)

    async def emit(self, n: int) -> None:
        async with self.unit_of_work() as work:
            work.emit("orders", "a1", {"n": n})

    async def is_empty(self) -> bool:
        return await self.pending() == 0

    async def pending(self) -> float | None:
        await self.metrics.text()
        return self.metrics.registry.get_sample_value("outbox_pending")


@pytest_asyncio.fixture
async def setup() -> AsyncIterator[Setup]:
    async with empty_database() as url:
        database = await open_database(url)
        setup = Setup(database)
        yield setup
        await setup.outbox.stop()
        await database.dispose()


async def test_publishes_what_was_committed_in_order_and_is_empty_then(setup: Setup) -> None:
    setup.outbox.start()
    for n in (1, 2, 3):
        await setup.emit(n)
    await eventually(lambda: setup.broker.published == [1, 2, 3])
    await eventually(setup.is_empty)


async def test_publishes_nothing_of_a_change_that_was_not_committed(setup: Setup) -> None:
    setup.outbox.start()
    with pytest.raises(ValueError, match="changed my mind"):
        async with setup.unit_of_work() as work:
            work.emit("orders", "a1", {"n": 0})
            raise ValueError("changed my mind")
    await setup.emit(1)
    await eventually(lambda: setup.broker.published == [1])


async def test_keeps_events_while_the_broker_is_down_and_a_change_does_not_fail_for_it(
    setup: Setup,
) -> None:
    setup.broker.is_down = True
    setup.outbox.start()
    await setup.emit(1)
    await setup.emit(2)
    assert await setup.pending() == 2
    setup.broker.is_down = False
    await eventually(lambda: setup.broker.published == [1, 2])


async def test_publishes_after_a_restart_what_a_crash_left_behind(setup: Setup) -> None:
    # Never started: as if the process had died right after the commit.
    await setup.emit(1)
    assert setup.broker.published == []
    setup.open()
    setup.outbox.start()
    await eventually(lambda: setup.broker.published == [1])


async def test_keeps_what_the_broker_could_still_lose_and_publishes_it_again_after_a_crash(
    setup: Setup,
) -> None:
    setup.broker.is_forgetful = True
    setup.outbox.start()
    await setup.emit(1)
    await eventually(lambda: setup.broker.published == [1])
    assert await setup.pending() == 1
    await setup.outbox.stop()
    setup.broker.is_forgetful = False
    setup.open()
    setup.outbox.start()
    await eventually(lambda: setup.broker.published == [1, 1])
    await eventually(setup.is_empty)
