from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import insert, select, text

from service.database.database import Database, now_text, open_database
from service.database.tables.handled_messages import handled_messages
from service.messaging.broker import Delivery
from service.observability.metrics import Metrics
from service.patterns.handle_once import handle_once
from tests.databases import empty_database, lasting_database

DELIVERY = Delivery("m1", "t", "k", {})
KEEP_MS = 60_000


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
    policy = handle_once(database, KEEP_MS, Metrics())

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

    handle = handle_once(database, KEEP_MS, Metrics())("mail", mail)
    with pytest.raises(ValueError, match="not yet"):
        await handle(DELIVERY)
    await handle(DELIVERY)
    assert calls == 2


async def test_what_was_handled_long_ago_is_not_remembered_for_ever(database: Database) -> None:
    old = {"group_name": "mail", "message_id": "old", "handled_at": now_text(ago_ms=KEEP_MS + 1)}
    async with database.begin() as tx:
        await tx.execute(insert(handled_messages), [old])

    async def mail(_: Delivery) -> None:
        pass

    await handle_once(database, KEEP_MS, Metrics())("mail", mail)(DELIVERY)
    async with database.begin() as tx:
        known = (await tx.execute(select(handled_messages.c.message_id))).scalars().all()
    assert known == ["m1"]


async def test_a_database_from_before_gets_the_index_too(tmp_path: Path) -> None:
    async with lasting_database(tmp_path) as url:
        before = await open_database(url)
        async with before.begin() as tx:
            await tx.execute(text("DROP INDEX handled_messages_by_age"))
            await tx.execute(text("DELETE FROM migrations WHERE name = 'handled_messages_by_age'"))
        await before.dispose()
        now = await open_database(url)
        async with now.begin() as tx:
            await tx.execute(text("DROP INDEX handled_messages_by_age"))
        await now.dispose()
