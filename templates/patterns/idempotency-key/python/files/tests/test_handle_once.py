from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from service.database.database import Database, open_database
from service.messaging.broker import Delivery
from service.observability.metrics import Metrics
from service.patterns.handle_once import handle_once
from tests.databases import empty_database

DELIVERY = Delivery("m1", "t", "k", {})


@pytest_asyncio.fixture
async def database() -> AsyncIterator[Database]:
    async with empty_database() as url:
        database = await open_database(url)
        yield database
        await database.dispose()


async def test_a_message_that_comes_again_after_it_was_handled_is_left_out_for_its_group_alone(
    database: Database,
) -> None:
    handled: list[str] = []
    policy = handle_once(database, Metrics())

    async def mail(_: Delivery) -> None:
        handled.append("mail")

    async def report(_: Delivery) -> None:
        handled.append("reports")

    for _ in range(2):
        await policy("mail", mail)(DELIVERY)
    await policy("reports", report)(DELIVERY)
    assert handled == ["mail", "reports"]


async def test_a_message_whose_handling_failed_is_handled_when_it_comes_again(
    database: Database,
) -> None:
    calls = 0

    async def mail(_: Delivery) -> None:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise ValueError("not yet")

    handle = handle_once(database, Metrics())("mail", mail)
    with pytest.raises(ValueError, match="not yet"):
        await handle(DELIVERY)
    await handle(DELIVERY)
    assert calls == 2
