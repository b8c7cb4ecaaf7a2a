import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from service.database.database import Database, open_database
from service.inbox.inbox import ask_replay, list_messages, park, with_inbox
from service.inbox.replay import Replayer
from service.messaging.broker import Delivery, Message
from service.messaging.memory_broker import MemoryBroker
from service.messaging.unit_of_work import DirectSink, UnitOfWork, Work
from service.messaging.unprocessable import Unprocessable
from service.observability.log import create_log
from service.observability.metrics import Metrics
from tests.databases import empty_database
from tests.eventually import eventually


def delivery(message_id: str) -> Delivery:
    return Delivery(message_id, "t", "k", {"n": 1})


class Setup:
    """A handler that fails with each of `failures` in turn, behind the inbox."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.handled: list[str] = []
        self.failures: list[Exception] = []
        log = create_log("silent")
        unit_of_work = UnitOfWork(database, DirectSink(MemoryBroker(1, log), log))
        self.handle = with_inbox(unit_of_work, self._handle, Metrics())
        self.replayer = Replayer(database, self.handle, 5, log)

    async def _handle(self, work: Work, message: Message) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.handled.append(message.id)

    async def park(self, message_id: str) -> None:
        async with self.database.begin() as tx:
            await park(tx, delivery(message_id), "no reader")

    async def ask_replay(self, *ids: str) -> int:
        async with self.database.begin() as tx:
            return await ask_replay(tx, ids or None)

    async def parked_ids(self) -> list[str]:
        async with self.database.begin() as tx:
            return [row.message_id for row in await list_messages(tx, "parked", 10)]


@pytest_asyncio.fixture
async def setup() -> AsyncIterator[Setup]:
    async with empty_database() as url:
        database = await open_database(url)
        setup = Setup(database)
        yield setup
        await setup.replayer.stop()
        await database.dispose()


async def test_a_message_is_handled_once_however_often_it_is_delivered(setup: Setup) -> None:
    await asyncio.gather(setup.handle(delivery("m1")), setup.handle(delivery("m1")))
    await setup.handle(delivery("m1"))
    assert setup.handled == ["m1"]


async def test_there_is_no_note_of_a_message_whose_handling_failed(setup: Setup) -> None:
    setup.failures = [ValueError("not yet")]
    with pytest.raises(ValueError, match="not yet"):
        await setup.handle(delivery("m1"))
    await setup.handle(delivery("m1"))
    assert setup.handled == ["m1"]


async def test_a_message_that_is_parked_is_handled_when_somebody_asks_and_not_before(
    setup: Setup,
) -> None:
    await setup.park("m1")
    await setup.handle(delivery("m1"))
    assert setup.handled == []
    assert await setup.ask_replay() == 1
    setup.replayer.start()
    await eventually(lambda: setup.handled == ["m1"])
    assert await setup.parked_ids() == []


async def test_a_message_that_was_handled_is_handled_once_more_when_somebody_asks(
    setup: Setup,
) -> None:
    await setup.handle(delivery("m1"))
    assert await setup.ask_replay("m1", "no such message") == 1
    setup.replayer.start()
    await eventually(lambda: setup.handled == ["m1", "m1"])


async def test_a_replay_that_failed_is_tried_again(setup: Setup) -> None:
    await setup.park("m1")
    await setup.ask_replay("m1")
    setup.failures = [ValueError("not yet")]
    setup.replayer.start()
    await eventually(lambda: setup.handled == ["m1"])


async def test_a_message_that_still_cannot_be_read_is_parked_again(setup: Setup) -> None:
    await setup.park("m1")
    await setup.ask_replay("m1")
    setup.failures = [Unprocessable("still no reader")]
    setup.replayer.start()

    async def is_parked() -> bool:
        return await setup.parked_ids() == ["m1"]

    await eventually(is_parked)
    assert setup.failures == []
